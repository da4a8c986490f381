import { Button } from "@mantine/core";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { texts } from "../shared/texts/index.js";
import { Page } from "../shared/ui/page.js";
import { ProblemAlert } from "../shared/ui/problem-alert.js";
import { PlainShell } from "./shell.js";

/** What browsers say where a part of the console is not there any more, since the server has a newer one. */
const PART_IS_GONE = /dynamically imported module|importing a module script failed|preload CSS/i;

/** A page that cannot be shown, and the way on. */
export function RouteError({ error: thrown, reset }: ErrorComponentProps) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const router = useRouter();
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  if (PART_IS_GONE.test(error.message)) {
    return (
      <PlainShell>
        <Page title={texts.general.updated} isNarrow>
          <div>
            <Button onClick={() => location.reload()}>{texts.general.reload}</Button>
          </div>
        </Page>
      </PlainShell>
    );
  }
  return (
    <PlainShell>
      <Page title={texts.general.brokenTitle} isNarrow>
        <ProblemAlert error={error} onRetry={retry} />
      </Page>
    </PlainShell>
  );
}
