import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { texts } from "../../shared/texts/index.js";
import { Panel } from "../../shared/ui/panel.js";
import { ProblemAlert } from "../../shared/ui/problem-alert.js";
import { signOut } from "./accounts-api.js";

export function EverywherePanel({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const words = texts.accounts;
  const leaving = useMutation({ mutationFn: () => signOut(true), onSuccess: onSignedOut });
  return (
    <Panel title={words.everywhereTitle} about={words.everywhereText}>
      {leaving.error && <ProblemAlert error={leaving.error} />}
      <div>
        <Button variant="default" loading={leaving.isPending} onClick={() => leaving.mutate()}>
          {words.everywhere}
        </Button>
      </div>
    </Panel>
  );
}
