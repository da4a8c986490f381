import { Badge, Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { texts } from "../../shared/texts/index.js";
import { Page } from "../../shared/ui/page.js";
import { Panel } from "../../shared/ui/panel.js";
import { QueryView } from "../../shared/ui/query-view.js";
import { Visible } from "../../shared/ui/visible.js";
import { NewSource } from "./new-source.js";
import { type Source, sourcesQuery } from "./sources-api.js";
import classes from "./sources-page.module.css";

interface Props {
  /** How near the account is to its limit, which is another feature's. */
  readonly warning: ReactNode;
  readonly onCreated: (source: Source) => void;
}

/** The sources of the account; for a new one, where the first is made. */
export function SourcesPage({ warning, onCreated }: Props) {
  const words = texts.sources;
  const sources = useQuery(sourcesQuery);
  const [isMaking, { open }] = useDisclosure(false);
  return (
    <Page
      title={words.title}
      about={words.about}
      isNarrow
      aside={
        sources.data !== undefined &&
        sources.data.length > 0 && (
          <Button leftSection={<IconPlus size={16} />} onClick={open} disabled={isMaking}>
            {words.new}
          </Button>
        )
      }
    >
      {warning}
      <QueryView query={sources}>
        {(found) => (
          <>
            {found.length === 0 && (
              <Panel title={words.firstTitle} about={words.firstText}>
                <NewSource suggestion="payment-flow" onCreated={onCreated} />
              </Panel>
            )}
            {found.length > 0 && isMaking && (
              <Panel title={words.newTitle}>
                <NewSource suggestion="" onCreated={onCreated} />
              </Panel>
            )}
            <SourceList sources={found} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function SourceList({ sources }: { readonly sources: readonly Source[] }) {
  return (
    <ul className={classes["list"]}>
      {sources.map(({ source, name, paused }) => (
        <li key={source}>
          <Link to="/sources/$source" params={{ source }} className={classes["source"]}>
            <span className={classes["name"]}>
              <Visible text={name} />
            </span>
            {name !== source && <code>{source}</code>}
            {paused && (
              <Badge color="yellow" variant="light">
                {texts.sources.paused}
              </Badge>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
