import { Alert, Button, Group } from "@mantine/core";
import { IconPlayerPause } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { isNotFound } from "../../shared/api/problem-error.js";
import { texts } from "../../shared/texts/index.js";
import { Empty } from "../../shared/ui/empty.js";
import { LinkButton } from "../../shared/ui/links.js";
import { Page } from "../../shared/ui/page.js";
import { QueryView } from "../../shared/ui/query-view.js";
import classes from "./source-frame.module.css";
import { changeSource, type Source, sourceQuery } from "./sources-api.js";
import { useSourceChange } from "./use-source-change.js";

const TABS = [
  ["/sources/$source", texts.sources.payments],
  ["/sources/$source/connect", texts.sources.connect],
  ["/sources/$source/settings", texts.sources.settings],
] as const;

interface Props {
  readonly source: string;
  readonly children: (source: Source) => ReactNode;
}

/** What stands around each page of one source. */
export function SourceFrame({ source: slug, children }: Props) {
  const source = useQuery(sourceQuery(slug));
  return (
    <Page
      title={source.data?.name ?? slug}
      aside={
        <nav className={classes["tabs"]} aria-label={slug}>
          {TABS.map(([to, label]) => (
            <Link
              key={to}
              to={to}
              params={{ source: slug }}
              className={classes["tab"]}
              activeOptions={{ exact: true, includeSearch: false }}
              activeProps={{ "aria-current": "page" }}
            >
              {label}
            </Link>
          ))}
        </nav>
      }
    >
      <QueryView query={source} problem={(error) => (isNotFound(error) ? <NoSource /> : undefined)}>
        {(found) => (
          <>
            {found.paused && <PausedNotice source={found} />}
            {children(found)}
          </>
        )}
      </QueryView>
    </Page>
  );
}

function NoSource() {
  return (
    <Empty title={texts.general.notFoundTitle} text={texts.general.notFoundText}>
      <LinkButton to="/sources">{texts.general.toSources}</LinkButton>
    </Empty>
  );
}

function PausedNotice({ source }: { readonly source: Source }) {
  const resuming = useSourceChange(() => changeSource(source.source, { paused: false }));
  return (
    <Alert color="yellow" variant="light" icon={<IconPlayerPause />} title={texts.sources.paused}>
      <Group justify="space-between">
        {texts.sources.pausedText}
        <Button size="compact-sm" variant="default" loading={resuming.isPending} onClick={() => resuming.mutate()}>
          {texts.sources.resumeNow}
        </Button>
      </Group>
    </Alert>
  );
}
