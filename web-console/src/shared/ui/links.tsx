import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

type Native = Omit<ComponentPropsWithRef<"a">, "color" | "style">;

/** A link in a text to another page of the console. */
export const LinkAnchor = createLink((props: AnchorProps & Native) => <Anchor underline="always" {...props} />);

/** A link to another page of the console that looks like a button. */
export const LinkButton = createLink((props: ButtonProps & Native) => <Button component="a" {...props} />);
