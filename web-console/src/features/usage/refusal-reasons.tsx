import { Group, Stack, Text } from "@mantine/core";
import { texts } from "../../shared/texts/index.js";
import { refusalsByReason } from "./sums.js";
import type { Day } from "./usage-api.js";

/** Why webhooks were refused, and what to do about it. */
export function RefusalReasons({ days }: { readonly days: readonly Day[] }) {
  const words = texts.usage;
  const counts = refusalsByReason(days);
  if (counts.length === 0) return <Text size="sm">{words.noRefusals}</Text>;
  return (
    <Stack gap="sm">
      {counts.map(([reason, count]) => {
        const [title, advice] = words.reason[reason];
        return (
          <div key={reason}>
            <Group gap="xs">
              <Text fw={600}>{title}</Text>
              <Text>{count.toLocaleString()}</Text>
            </Group>
            <Text size="sm" c="dimmed">
              {advice}
            </Text>
          </div>
        );
      })}
    </Stack>
  );
}
