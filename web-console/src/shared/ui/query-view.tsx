import { Alert, Skeleton, Stack } from "@mantine/core";
import { IconWifiOff } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { texts } from "../texts/index.js";
import { ProblemAlert } from "./problem-alert.js";

const SKELETON_ROWS = [1, 2, 3];

interface Props<Data> {
  readonly query: Pick<UseQueryResult<Data>, "data" | "error" | "fetchStatus" | "refetch">;
  readonly children: (data: Data) => ReactNode;
  /** What is shown for a problem instead, where the page knows more of it; nothing for the usual. */
  readonly problem?: (error: Error) => ReactNode;
}

/** What was read, or why it is not there yet. What was read once stays, with what went wrong since above it. */
export function QueryView<Data>({ query, children, problem }: Props<Data>) {
  const { data, error, fetchStatus } = query;
  const failure = error && (problem?.(error) ?? <ProblemAlert error={error} onRetry={() => void query.refetch()} />);
  if (data !== undefined) {
    return (
      <>
        {failure}
        {children(data)}
      </>
    );
  }
  if (failure) return failure;
  return fetchStatus === "paused" ? <Offline /> : <Loading />;
}

/** The place of something that is being read. */
export function Loading() {
  return (
    <Stack role="status" aria-label={texts.general.loading} py="sm">
      {SKELETON_ROWS.map((row) => (
        <Skeleton key={row} height={44} radius="md" />
      ))}
    </Stack>
  );
}

function Offline() {
  return (
    <Alert color="yellow" variant="light" title={texts.general.offlineTitle} icon={<IconWifiOff />}>
      {texts.general.offlineWaiting}
    </Alert>
  );
}
