import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { texts } from "../../shared/texts/index.js";
import { LinkAnchor } from "../../shared/ui/links.js";
import { ProblemAlert } from "../../shared/ui/problem-alert.js";
import { beyondFields, fieldErrors } from "../../shared/ui/problem-fields.js";
import { type Account, signUp } from "./accounts-api.js";
import { OpenPage } from "./open-page.js";

const FIELDS = ["email", "password"] as const;

/** Makes an account, with as little as it takes. */
export function SignUpPage({ onSignedIn }: { readonly onSignedIn: (account: Account) => void }) {
  const words = texts.accounts;
  const form = useForm({ mode: "uncontrolled", initialValues: { email: "", password: "" } });
  const making = useMutation({
    mutationFn: signUp,
    onSuccess: onSignedIn,
    onError: (error) => form.setErrors(fieldErrors(error, FIELDS)),
  });
  const error = beyondFields(making.error, FIELDS);
  return (
    <OpenPage title={words.signUpTitle}>
      <form onSubmit={form.onSubmit((values) => making.mutate(values))} noValidate>
        <Stack>
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
            description={words.passwordRule}
            autoComplete="new-password"
            required
            key={form.key("password")}
            {...form.getInputProps("password")}
          />
          <Button type="submit" size="md" loading={making.isPending}>
            {words.signUp}
          </Button>
          <Text size="sm">
            {words.haveAccount} <LinkAnchor to="/sign-in">{words.signIn}</LinkAnchor>
          </Text>
        </Stack>
      </form>
    </OpenPage>
  );
}
