import { Button, SegmentedControl, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { texts } from "../../shared/texts/index.js";
import { Panel } from "../../shared/ui/panel.js";
import { QueryView } from "../../shared/ui/query-view.js";
import { BytesView } from "./bytes-view.js";
import { bodyQuery, type EventDetails } from "./events-api.js";
import { JsonTree } from "./json-tree.js";
import { TextView } from "./text-view.js";

/** The body: as a tree where it is JSON, as text, and byte for byte. */
export function BodyPanel({ event }: { readonly event: EventDetails }) {
  const words = texts.events;
  const isJson = event.payloadEncoding === undefined;
  const views = [...(isJson ? ["tree"] : []), "text", "bytes"] as const;
  const [view, setView] = useState<string>(views[0] ?? "text");
  const body = useQuery({ ...bodyQuery(event.source, event.id), enabled: view !== "tree" });
  return (
    <Panel
      title={words.body}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={words.view}
          value={view}
          onChange={setView}
          data={views.map((value) => ({ value, label: words[value as "tree" | "text" | "bytes"] }))}
        />
      }
    >
      {event.bytes === 0 ? (
        <Text size="sm">{words.emptyBody}</Text>
      ) : view === "tree" ? (
        <JsonTree value={event.payload} />
      ) : (
        <QueryView query={body}>
          {(bytes) => (view === "text" ? <TextView bytes={bytes} /> : <BytesView bytes={bytes} />)}
        </QueryView>
      )}
      <div>
        <Button
          component="a"
          href={`/v1/sources/${encodeURIComponent(event.source)}/events/${encodeURIComponent(event.id)}/raw`}
          download
          size="compact-sm"
          variant="default"
        >
          {words.download}
        </Button>
      </div>
    </Panel>
  );
}
