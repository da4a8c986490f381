import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { texts } from "../../shared/texts/index.js";
import { LinkAnchor } from "../../shared/ui/links.js";
import { ProblemAlert } from "../../shared/ui/problem-alert.js";
import { beyondFields, fieldErrors } from "../../shared/ui/problem-fields.js";
import { type Account, signIn } from "./accounts-api.js";
import { OpenPage } from "./open-page.js";

const FIELDS = ["email", "password"] as const;

interface Props {
  /** Why somebody is here who did not ask for it. */
  readonly notice?: string | undefined;
  readonly onSignedIn: (account: Account) => void;
}

export function SignInPage({ notice, onSignedIn }: Props) {
  const words = texts.accounts;
  const form = useForm({ mode: "uncontrolled", initialValues: { email: "", password: "" } });
  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: onSignedIn,
    onError: (error) => form.setErrors(fieldErrors(error, FIELDS)),
  });
  const error = beyondFields(entering.error, FIELDS);
  return (
    <OpenPage title={words.signInTitle}>
      <form onSubmit={form.onSubmit((values) => entering.mutate(values))} noValidate>
        <Stack>
          {notice && !entering.error && (
            <Alert color="blue" variant="light" role="status">
              {notice}
            </Alert>
          )}
          {error && <ProblemAlert error={error} />}
          <TextInput
            label={words.email}
            type="email"
            autoComplete="username"
            required
            key={form.key("email")}
            {...form.getInputProps("email")}
          />
          <PasswordInput
            label={words.password}
            autoComplete="current-password"
            required
            key={form.key("password")}
            {...form.getInputProps("password")}
          />
          <Button type="submit" size="md" loading={entering.isPending}>
            {words.signIn}
          </Button>
          <Group justify="space-between">
            <Text size="sm">
              {words.noAccount} <LinkAnchor to="/sign-up">{words.signUpTitle}</LinkAnchor>
            </Text>
            <LinkAnchor to="/password-reset" size="sm">
              {words.forgot}
            </LinkAnchor>
          </Group>
        </Stack>
      </form>
    </OpenPage>
  );
}
