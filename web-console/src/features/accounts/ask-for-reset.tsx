import { Alert, Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { texts } from "../../shared/texts/index.js";
import { LinkAnchor } from "../../shared/ui/links.js";
import { ProblemAlert } from "../../shared/ui/problem-alert.js";
import { beyondFields, fieldErrors } from "../../shared/ui/problem-fields.js";
import { askForPasswordReset } from "./accounts-api.js";
import { OpenPage } from "./open-page.js";

const FIELDS = ["email"] as const;

export function AskForReset() {
  const words = texts.accounts;
  const form = useForm({ mode: "uncontrolled", initialValues: { email: "" } });
  const asking = useMutation({
    mutationFn: askForPasswordReset,
    onError: (error) => form.setErrors(fieldErrors(error, FIELDS)),
  });
  const error = beyondFields(asking.error, FIELDS);
  return (
    <OpenPage title={words.askTitle}>
      <Stack>
        {asking.isSuccess ? (
          <Alert color="teal" variant="light" role="status" title={words.askedTitle}>
            {words.asked}
          </Alert>
        ) : (
          <form onSubmit={form.onSubmit(({ email }) => asking.mutate(email))} noValidate>
            <Stack>
              <Text size="sm">{words.askText}</Text>
              {error && <ProblemAlert error={error} />}
              <TextInput
                label={words.email}
                type="email"
                autoComplete="username"
                required
                key={form.key("email")}
                {...form.getInputProps("email")}
              />
              <Button type="submit" size="md" loading={asking.isPending}>
                {words.ask}
              </Button>
            </Stack>
          </form>
        )}
        <LinkAnchor to="/sign-in" size="sm">
          {words.backToSignIn}
        </LinkAnchor>
      </Stack>
    </OpenPage>
  );
}
