import { Button, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { texts } from "../../shared/texts/index.js";
import { ProblemAlert } from "../../shared/ui/problem-alert.js";
import { beyondFields, fieldErrors } from "../../shared/ui/problem-fields.js";
import { createSource, type Source } from "./sources-api.js";
import { useSourceChange } from "./use-source-change.js";

const FIELDS = ["source"] as const;

interface Props {
  /** What the field holds at first. */
  readonly suggestion: string;
  readonly onCreated: (source: Source) => void;
}

/** Makes a source from its name alone; all else can be set later. */
export function NewSource({ suggestion, onCreated }: Props) {
  const words = texts.sources;
  const form = useForm({ mode: "uncontrolled", initialValues: { source: suggestion } });
  const making = useSourceChange(createSource, {
    onSuccess: onCreated,
    onError: (error) => form.setErrors(fieldErrors(error, FIELDS)),
  });
  const error = beyondFields(making.error, FIELDS);
  return (
    <form onSubmit={form.onSubmit((values) => making.mutate(values))} noValidate>
      <Stack align="flex-start">
        {error && <ProblemAlert error={error} />}
        <TextInput
          label={words.slug}
          description={words.slugHint}
          required
          autoComplete="off"
          spellCheck={false}
          w="100%"
          maw={420}
          data-autofocus
          key={form.key("source")}
          {...form.getInputProps("source")}
        />
        <Button type="submit" loading={making.isPending}>
          {words.create}
        </Button>
      </Stack>
    </form>
  );
}
