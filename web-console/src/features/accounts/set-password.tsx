import { Alert, Button, PasswordInput, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { isNotFound } from "../../shared/api/problem-error.js";
import { texts } from "../../shared/texts/index.js";
import { ProblemAlert } from "../../shared/ui/problem-alert.js";
import { beyondFields, fieldErrors } from "../../shared/ui/problem-fields.js";
import { resetPassword } from "./accounts-api.js";
import { OpenPage } from "./open-page.js";

const FIELDS = ["password"] as const;

interface Props {
  readonly token: string;
  readonly onSet: () => void;
  readonly onAskAgain: () => void;
}

export function SetPassword({ token, onSet, onAskAgain }: Props) {
  const words = texts.accounts;
  const form = useForm({ mode: "uncontrolled", initialValues: { password: "" } });
  const setting = useMutation({
    mutationFn: (password: string) => resetPassword(token, password),
    onSuccess: onSet,
    onError: (error) => form.setErrors(fieldErrors(error, FIELDS)),
  });
  const error = beyondFields(setting.error, FIELDS);
  return (
    <OpenPage title={words.setTitle}>
      {isNotFound(setting.error) ? (
        <Stack>
          <Alert color="red" variant="light" role="alert" title={words.linkOver}>
            {words.linkOverText}
          </Alert>
          <Button onClick={onAskAgain}>{words.askAgain}</Button>
        </Stack>
      ) : (
        <form onSubmit={form.onSubmit(({ password }) => setting.mutate(password))} noValidate>
          <Stack>
            {error && <ProblemAlert error={error} />}
            <PasswordInput
              label={words.newPassword}
              description={words.passwordRule}
              autoComplete="new-password"
              required
              key={form.key("password")}
              {...form.getInputProps("password")}
            />
            <Button type="submit" size="md" loading={setting.isPending}>
              {words.set}
            </Button>
          </Stack>
        </form>
      )}
    </OpenPage>
  );
}
