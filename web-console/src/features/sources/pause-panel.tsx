import { Button } from "@mantine/core";
import { texts } from "../../shared/texts/index.js";
import { Panel } from "../../shared/ui/panel.js";
import { ProblemAlert } from "../../shared/ui/problem-alert.js";
import { changeSource, type Source } from "./sources-api.js";
import { useSourceChange } from "./use-source-change.js";

export function PausePanel({ source }: { readonly source: Source }) {
  const words = texts.sources;
  const changing = useSourceChange((paused: boolean) => changeSource(source.source, { paused }));
  return (
    <Panel title={words.pauseTitle} about={words.pauseText}>
      {changing.error && <ProblemAlert error={changing.error} />}
      <div>
        <Button variant="default" loading={changing.isPending} onClick={() => changing.mutate(!source.paused)}>
          {source.paused ? words.resume : words.pause}
        </Button>
      </div>
    </Panel>
  );
}
