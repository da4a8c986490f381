import { Button, Group, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { texts } from "../../shared/texts/index.js";
import { Panel } from "../../shared/ui/panel.js";
import { ProblemAlert } from "../../shared/ui/problem-alert.js";
import { beyondFields, fieldErrors } from "../../shared/ui/problem-fields.js";
import { Saved } from "../../shared/ui/saved.js";
import { type Account, accountQuery, changeAccount } from "./accounts-api.js";

const FIELDS = ["name"] as const;

export function AccountPanel({ account }: { readonly account: Account }) {
  const words = texts.accounts;
  const queries = useQueryClient();
  const form = useForm({ mode: "uncontrolled", initialValues: { name: account.name } });
  const renaming = useMutation({
    mutationFn: changeAccount,
    onSuccess: (changed) => queries.setQueryData(accountQuery.queryKey, changed),
    onError: (error) => form.setErrors(fieldErrors(error, FIELDS)),
  });
  const error = beyondFields(renaming.error, FIELDS);
  return (
    <Panel title={words.accountTitle} aside={<Text size="sm">{texts.usage.plan(account.plan)}</Text>}>
      <form onSubmit={form.onSubmit((values) => renaming.mutate(values))} noValidate>
        {error && <ProblemAlert error={error} />}
        <Group align="flex-end">
          <TextInput label={words.email} value={account.email} readOnly flex={1} miw={220} />
          <TextInput label={words.name} flex={1} miw={220} key={form.key("name")} {...form.getInputProps("name")} />
          <Button type="submit" variant="default" loading={renaming.isPending}>
            {texts.general.save}
          </Button>
        </Group>
        <Saved isSaved={renaming.isSuccess} />
      </form>
    </Panel>
  );
}
