import { Alert, Tabs, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { texts } from "../../shared/texts/index.js";
import { CopyField } from "../../shared/ui/copy-field.js";
import { Panel } from "../../shared/ui/panel.js";
import { QueryView } from "../../shared/ui/query-view.js";
import { CodeBlock } from "./code-block.js";
import { pageSample, SAMPLES } from "./code-samples.js";
import { startQuery } from "./events-api.js";
import type { TokenRequester } from "./tail.js";
import { TestPanel } from "./test-panel.js";

interface Props {
  readonly source: { readonly source: string; readonly callbackUrl: string };
  readonly getToken: TokenRequester;
}

/** From a callback URL to the first payment on the screen. */
export function ConnectPage({ source: { source, callbackUrl }, getToken }: Props) {
  const words = texts.connect;
  const start = useQuery(startQuery(source));
  return (
    <>
      <Panel title={words.urlTitle} about={words.urlText}>
        <CopyField value={callbackUrl} label={texts.sources.callbackUrl} />
        {isLocal(callbackUrl) && (
          <Alert color="yellow" variant="light">
            {words.local}
          </Alert>
        )}
      </Panel>
      <Panel title={words.codeTitle} about={words.codeText}>
        <Tabs defaultValue="curl" keepMounted={false}>
          <Tabs.List aria-label={words.language}>
            {SAMPLES.map(({ id, label }) => (
              <Tabs.Tab key={id} value={id}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {SAMPLES.map(({ id, label, code }) => (
            <Tabs.Panel key={id} value={id} pt="sm">
              <CodeBlock code={code(callbackUrl)} what={label} />
            </Tabs.Panel>
          ))}
        </Tabs>
      </Panel>
      <Panel title={words.testTitle} about={words.testText}>
        <QueryView query={start}>
          {(id) => <TestPanel source={source} start={id ?? undefined} getToken={getToken} />}
        </QueryView>
      </Panel>
      <Panel title={words.pageTitle}>
        <Text size="sm" c="dimmed">
          {words.pageText}
        </Text>
        <CodeBlock code={pageSample(source)} what={words.pageTitle} />
      </Panel>
    </>
  );
}

/** Whether Daraja could never reach it. */
function isLocal(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}
