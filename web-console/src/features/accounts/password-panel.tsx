import { Button, Group, PasswordInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { texts } from "../../shared/texts/index.js";
import { Panel } from "../../shared/ui/panel.js";
import { ProblemAlert } from "../../shared/ui/problem-alert.js";
import { beyondFields, fieldErrors } from "../../shared/ui/problem-fields.js";
import { Saved } from "../../shared/ui/saved.js";
import { changeAccount } from "./accounts-api.js";

const FIELDS = ["currentPassword", "password"] as const;

export function PasswordPanel() {
  const words = texts.accounts;
  const form = useForm({ mode: "uncontrolled", initialValues: { currentPassword: "", password: "" } });
  const changing = useMutation({
    mutationFn: changeAccount,
    onSuccess: () => form.reset(),
    onError: (error) => form.setErrors(fieldErrors(error, FIELDS)),
  });
  const error = beyondFields(changing.error, FIELDS);
  return (
    <Panel title={words.passwordTitle}>
      <form onSubmit={form.onSubmit((values) => changing.mutate(values))} noValidate>
        {error && <ProblemAlert error={error} />}
        <Group align="flex-start">
          <PasswordInput
            label={words.currentPassword}
            autoComplete="current-password"
            required
            flex={1}
            miw={220}
            key={form.key("currentPassword")}
            {...form.getInputProps("currentPassword")}
          />
          <PasswordInput
            label={words.newPassword}
            description={words.passwordRule}
            inputWrapperOrder={["label", "input", "description", "error"]}
            autoComplete="new-password"
            required
            flex={1}
            miw={220}
            key={form.key("password")}
            {...form.getInputProps("password")}
          />
        </Group>
        <Button type="submit" variant="default" mt="sm" loading={changing.isPending}>
          {words.changePassword}
        </Button>
        <Saved isSaved={changing.isSuccess} text={words.passwordChanged} />
      </form>
    </Panel>
  );
}
