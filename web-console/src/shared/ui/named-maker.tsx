import { Button, Group, TextInput } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ProblemAlert } from "./problem-alert.js";
import { beyondFields, fieldErrors } from "./problem-fields.js";

const FIELDS = ["name"] as const;

interface Props {
  readonly label: string;
  readonly placeholder: string;
  readonly action: string;
  readonly isNameNeeded?: boolean;
  readonly making: Pick<UseMutationResult<unknown, Error, string>, "mutate" | "isPending" | "error">;
}

/** A name and a button that makes something of it. */
export function NamedMaker({ label, placeholder, action, isNameNeeded = false, making }: Props) {
  const [name, setName] = useState("");
  const error = beyondFields(making.error, FIELDS);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    making.mutate(name.trim());
    setName("");
  };
  return (
    <form onSubmit={submit} noValidate>
      {error && <ProblemAlert error={error} />}
      <Group align="flex-end">
        <TextInput
          label={label}
          placeholder={placeholder}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fieldErrors(making.error, FIELDS)["name"]}
          required={isNameNeeded}
          autoComplete="off"
          flex={1}
          miw={200}
          maw={360}
        />
        <Button type="submit" loading={making.isPending}>
          {action}
        </Button>
      </Group>
    </form>
  );
}
