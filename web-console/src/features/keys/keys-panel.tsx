import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { texts } from "../../shared/texts/index.js";
import { CredentialTable } from "../../shared/ui/credential-table.js";
import { NamedMaker } from "../../shared/ui/named-maker.js";
import { Panel } from "../../shared/ui/panel.js";
import { QueryView } from "../../shared/ui/query-view.js";
import { ShownOnce } from "../../shared/ui/shown-once.js";
import { createKey, keysQuery, revokeKey } from "./keys-api.js";

/** The account's keys: made, shown once, listed by their first characters, revoked. */
export function KeysPanel() {
  const words = texts.keys;
  const queries = useQueryClient();
  const keys = useQuery(keysQuery);
  const changed = () => queries.invalidateQueries({ queryKey: keysQuery.queryKey });
  const making = useMutation({ mutationFn: createKey, onSuccess: changed });
  const revoking = useMutation({ mutationFn: revokeKey, onSuccess: changed });
  return (
    <Panel title={words.title} about={words.about}>
      <QueryView query={keys}>
        {(found) => (
          <CredentialTable
            credentials={found}
            label={words.title}
            empty={words.empty}
            revokeText={words.revokeText}
            revoking={revoking}
          />
        )}
      </QueryView>
      <NamedMaker
        label={words.name}
        placeholder={words.namePlaceholder}
        action={words.create}
        isNameNeeded
        making={making}
      />
      <ShownOnce
        value={making.data?.key}
        title={words.shownTitle}
        use={words.about}
        once={words.once}
        onKept={() => making.reset()}
      />
    </Panel>
  );
}
