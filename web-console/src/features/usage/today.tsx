import { Group, Progress, Text } from "@mantine/core";
import { texts } from "../../shared/texts/index.js";
import { Panel } from "../../shared/ui/panel.js";
import { Time } from "../../shared/ui/time.js";
import { usedPart, warningOf } from "./sums.js";
import type { UsageReport } from "./usage-api.js";

const COLOURS = { reached: "red.8", near: "yellow.7" } as const;

/** The running day against the plan's limit. */
export function Today({ report: { today, plan } }: { readonly report: UsageReport }) {
  const words = texts.usage;
  const used = words.of((today.limit - today.remaining).toLocaleString(), today.limit.toLocaleString());
  const warning = warningOf(today);
  return (
    <Panel title={words.today} aside={<Text size="sm">{words.plan(plan)}</Text>}>
      <Text size="xl" fw={700}>
        {used}
      </Text>
      <Progress.Root size="lg">
        <Progress.Section
          value={usedPart(today) * 100}
          color={warning === undefined ? "teal.8" : COLOURS[warning]}
          aria-label={used}
        />
      </Progress.Root>
      <Group justify="space-between">
        <Text size="sm">{words.left(today.remaining.toLocaleString())}</Text>
        <Text size="sm">
          {words.resets} <Time at={today.resetsAt} />
        </Text>
      </Group>
    </Panel>
  );
}
