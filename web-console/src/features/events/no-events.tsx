import { Button } from "@mantine/core";
import { IconInbox, IconSearchOff } from "@tabler/icons-react";
import { texts } from "../../shared/texts/index.js";
import { Empty } from "../../shared/ui/empty.js";
import { LinkButton } from "../../shared/ui/links.js";

interface Props {
  readonly source: string;
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}

/** A list without events, and how it gets some. */
export function NoEvents({ source, isFiltered, onClear }: Props) {
  const words = texts.events;
  if (isFiltered) {
    return (
      <Empty title={words.noMatch} text={words.noMatchText} icon={<IconSearchOff size={36} />}>
        <Button variant="default" onClick={onClear}>
          {words.clear}
        </Button>
      </Empty>
    );
  }
  return (
    <Empty title={words.empty} text={words.emptyText} icon={<IconInbox size={36} />}>
      <LinkButton to="/sources/$source/connect" params={{ source }}>
        {words.emptyConnect}
      </LinkButton>
    </Empty>
  );
}
