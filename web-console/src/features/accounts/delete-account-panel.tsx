import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { texts } from "../../shared/texts/index.js";
import { ConfirmTyped } from "../../shared/ui/confirm-typed.js";
import { Panel } from "../../shared/ui/panel.js";
import { type Account, deleteAccount } from "./accounts-api.js";

interface Props {
  readonly account: Account;
  readonly onDeleted: () => void;
}

export function DeleteAccountPanel({ account, onDeleted }: Props) {
  const words = texts.accounts;
  const [isAsking, { open, close }] = useDisclosure(false);
  const deleting = useMutation({ mutationFn: deleteAccount, onSuccess: onDeleted });
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
        typed={{ value: account.email, label: words.deleteConfirm(account.email) }}
        action={words.deleteNow}
        isPending={deleting.isPending}
        error={deleting.error}
        onConfirm={() => deleting.mutate()}
        onClose={close}
      />
    </Panel>
  );
}
