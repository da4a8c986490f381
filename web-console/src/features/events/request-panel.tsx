import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { texts } from "../../shared/texts/index.js";
import { CopyButton } from "../../shared/ui/copy-button.js";
import { Panel } from "../../shared/ui/panel.js";
import { Visible } from "../../shared/ui/visible.js";
import { curlOf } from "./curl.js";
import { bodyQuery, type EventDetails } from "./events-api.js";
import classes from "./meaning-panel.module.css";

interface Props {
  readonly event: EventDetails;
  readonly callbackUrl: string;
}

/** How the event came. */
export function RequestPanel({ event, callbackUrl }: Props) {
  const words = texts.events;
  const headers = Object.entries(event.headers);
  const body = useQuery(bodyQuery(event.source, event.id));
  return (
    <Panel
      title={words.request}
      aside={
        body.data && <CopyButton value={curlOf(event, callbackUrl, body.data)} what={words.curl} label={words.curl} />
      }
    >
      <dl className={classes["fields"]}>
        {event.sourceAddress !== null && (
          <>
            <dt>{words.address}</dt>
            <dd>
              <code>{event.sourceAddress}</code>
              <CopyButton value={event.sourceAddress} what={words.address.toLowerCase()} />
            </dd>
          </>
        )}
        {headers.map(([name, value]) => (
          <Fragment key={name}>
            <dt>
              <Visible text={name} />
            </dt>
            <dd>
              <code className={classes["value"]}>
                <Visible text={value} />
              </code>
            </dd>
          </Fragment>
        ))}
      </dl>
      {headers.length === 0 && <Text size="sm">{words.noHeaders}</Text>}
    </Panel>
  );
}
