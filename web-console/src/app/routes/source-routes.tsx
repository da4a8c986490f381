import { createRoute } from "@tanstack/react-router";
import { lazy } from "react";
import { type Filters, filtersOf } from "../../features/events/filters.js";
import { requestToken } from "../../features/tokens/request-token.js";
import { signedInRoute } from "./signed-in-route.js";

// Who is not signed in yet waits for none of it.
const SourcesPage = lazy(async () => ({
  default: (await import("../../features/sources/sources-page.js")).SourcesPage,
}));
const SourceFrame = lazy(async () => ({
  default: (await import("../../features/sources/source-frame.js")).SourceFrame,
}));
const QuotaWarning = lazy(async () => ({
  default: (await import("../../features/usage/quota-warning.js")).QuotaWarning,
}));
const ConnectPage = lazy(async () => ({
  default: (await import("../../features/events/connect-page.js")).ConnectPage,
}));
const SecretsPanel = lazy(async () => ({
  default: (await import("../../features/secrets/secrets-panel.js")).SecretsPanel,
}));
const EventsPage = lazy(async () => ({ default: (await import("../../features/events/events-page.js")).EventsPage }));
const EventPage = lazy(async () => ({ default: (await import("../../features/events/event-page.js")).EventPage }));
const SourceSettingsPage = lazy(async () => ({
  default: (await import("../../features/sources/source-settings-page.js")).SourceSettingsPage,
}));

const sourcesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/sources",
  component: function SourcesRoute() {
    const navigate = sourcesRoute.useNavigate();
    return (
      <SourcesPage
        warning={<QuotaWarning />}
        onCreated={({ source }) => void navigate({ to: "/sources/$source/connect", params: { source } })}
      />
    );
  },
});

const eventsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/sources/$source",
  validateSearch: (search: Record<string, unknown>): Filters => filtersOf(search),
  component: function EventsRoute() {
    const { source: slug } = eventsRoute.useParams();
    const filters = eventsRoute.useSearch();
    const navigate = eventsRoute.useNavigate();
    const { queries } = eventsRoute.useRouteContext();
    return (
      <SourceFrame source={slug}>
        {({ source }) => (
          <>
            <QuotaWarning />
            <EventsPage
              key={source}
              source={source}
              filters={filters}
              getToken={({ sourceId }) => requestToken(queries, sourceId)}
              onFilters={(search) => void navigate({ search, replace: true })}
              onOpen={(event) => void navigate({ to: "/sources/$source/events/$event", params: { source, event } })}
            />
          </>
        )}
      </SourceFrame>
    );
  },
});

const connectRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/sources/$source/connect",
  component: function ConnectRoute() {
    const { source } = connectRoute.useParams();
    const { queries } = connectRoute.useRouteContext();
    return (
      <SourceFrame source={source}>
        {(found) => (
          <ConnectPage key={source} source={found} getToken={({ sourceId }) => requestToken(queries, sourceId)} />
        )}
      </SourceFrame>
    );
  },
});

const sourceSettingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/sources/$source/settings",
  component: function SourceSettingsRoute() {
    const { source } = sourceSettingsRoute.useParams();
    const navigate = sourceSettingsRoute.useNavigate();
    return (
      <SourceFrame source={source}>
        {(found) => (
          <SourceSettingsPage
            key={source}
            source={found}
            secrets={<SecretsPanel source={source} />}
            onDeleted={() => void navigate({ to: "/sources" })}
          />
        )}
      </SourceFrame>
    );
  },
});

const eventRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/sources/$source/events/$event",
  component: function EventRoute() {
    const { source, event } = eventRoute.useParams();
    return <SourceFrame source={source}>{(found) => <EventPage key={event} source={found} id={event} />}</SourceFrame>;
  },
});

export const sourceRoutes = [sourcesRoute, eventsRoute, connectRoute, sourceSettingsRoute, eventRoute] as const;
