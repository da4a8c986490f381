import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { texts } from "../../shared/texts/index.js";
import { ConfirmTyped } from "../../shared/ui/confirm-typed.js";
import { Panel } from "../../shared/ui/panel.js";
import { deleteSource, type Source, sourcesQuery } from "./sources-api.js";

interface Props {
  readonly source: Source;
  readonly onDeleted: () => void;
}

export function DeleteSourcePanel({ source, onDeleted }: Props) {
  const words = texts.sources;
  const queries = useQueryClient();
  const [isAsking, { open, close }] = useDisclosure(false);
  const deleting = useMutation({
    mutationFn: () => deleteSource(source.source),
    onSuccess: () => {
      onDeleted();
      queries.removeQueries({ queryKey: [...sourcesQuery.queryKey, source.source] });
      void queries.invalidateQueries({ queryKey: sourcesQuery.queryKey, exact: true });
    },
  });
  return (
    <Panel title={words.deleteTitle} about={words.deleteText} isDangerous>
      <div>
        <Button color="red" variant="outline" onClick={open}>
          {words.delete}
        </Button>
      </div>
      <ConfirmTyped
        opened={isAsking}
        title={words.deleteTitle}
        text={words.deleteText}
        typed={{ value: source.source, label: words.deleteConfirm(source.source) }}
        action={words.deleteNow}
        isPending={deleting.isPending}
        error={deleting.error}
        onConfirm={() => deleting.mutate()}
        onClose={close}
      />
    </Panel>
  );
}
