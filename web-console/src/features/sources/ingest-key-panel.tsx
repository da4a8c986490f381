import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../shared/texts/index.js";
import { CopyField } from "../../shared/ui/copy-field.js";
import { Panel } from "../../shared/ui/panel.js";
import { ProblemAlert } from "../../shared/ui/problem-alert.js";
import { Time } from "../../shared/ui/time.js";
import { replaceIngestKey, type Source } from "./sources-api.js";
import { useSourceChange } from "./use-source-change.js";

const A_DAY = "86400";

export function IngestKeyPanel({ source }: { readonly source: Source }) {
  const words = texts.sources;
  const [overlap, setOverlap] = useState<string>(A_DAY);
  const replacing = useSourceChange(() => replaceIngestKey(source.source, Number(overlap)));
  return (
    <Panel title={words.callbackUrl} about={words.replaceText}>
      <div role="status">{replacing.isSuccess && <Text size="sm">{words.replaced}</Text>}</div>
      <CopyField value={source.callbackUrl} label={words.callbackUrl} />
      {source.replacedCallbackUrls.map(({ callbackUrl, validUntil }) => (
        <Stack key={callbackUrl} gap={4}>
          <Text size="sm" c="dimmed">
            {words.oldUrl} <Time at={validUntil} />
          </Text>
          <CopyField value={callbackUrl} label={words.callbackUrl} />
        </Stack>
      ))}
      {replacing.error && <ProblemAlert error={replacing.error} />}
      <Group align="flex-end">
        <Select
          label={words.overlap}
          data={words.overlaps.map(([value, label]) => ({ value, label }))}
          value={overlap}
          onChange={(value) => setOverlap(value ?? A_DAY)}
          allowDeselect={false}
          miw={240}
        />
        <Button variant="default" loading={replacing.isPending} onClick={() => replacing.mutate()}>
          {words.replace}
        </Button>
      </Group>
    </Panel>
  );
}
