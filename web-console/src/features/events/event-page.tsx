import { useQuery } from "@tanstack/react-query";
import { isNotFound } from "../../shared/api/problem-error.js";
import { texts } from "../../shared/texts/index.js";
import { Empty } from "../../shared/ui/empty.js";
import { LinkAnchor, LinkButton } from "../../shared/ui/links.js";
import { QueryView } from "../../shared/ui/query-view.js";
import { BodyPanel } from "./body-panel.js";
import { eventQuery } from "./events-api.js";
import { MeaningPanel } from "./meaning-panel.js";
import { RequestPanel } from "./request-panel.js";
import { Timeline } from "./timeline.js";

interface Props {
  readonly source: { readonly source: string; readonly callbackUrl: string };
  readonly id: string;
}

/** All that is known of one event. */
export function EventPage({ source: { source, callbackUrl }, id }: Props) {
  const words = texts.events;
  const event = useQuery(eventQuery(source, id));
  return (
    <>
      <LinkAnchor to="/sources/$source" params={{ source }}>
        {words.back}
      </LinkAnchor>
      <QueryView query={event} problem={(error) => (isNotFound(error) ? <Gone source={source} /> : undefined)}>
        {(found) => (
          <>
            <MeaningPanel event={found} />
            <Timeline event={found} />
            <BodyPanel event={found} />
            <RequestPanel event={found} callbackUrl={callbackUrl} />
          </>
        )}
      </QueryView>
    </>
  );
}

function Gone({ source }: { readonly source: string }) {
  return (
    <Empty title={texts.events.gone} text={texts.events.goneText}>
      <LinkButton to="/sources/$source" params={{ source }} variant="default">
        {texts.events.back}
      </LinkButton>
    </Empty>
  );
}
