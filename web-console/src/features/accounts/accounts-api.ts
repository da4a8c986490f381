import { queryOptions } from "@tanstack/react-query";
import { api, brought, type Schemas } from "../../shared/api/client.js";

/** The account of whoever is signed in. */
export type Account = Schemas["Account"];

/** How long it is believed that somebody is signed in, without asking again. */
const BELIEVED_MS = 60_000;

export const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }) => brought(api.GET("/v1/account", { signal })),
  staleTime: BELIEVED_MS,
});

export function signUp(body: Schemas["SignUp"]): Promise<Account> {
  return brought(api.POST("/v1/accounts", { body }));
}

export function signIn(body: Schemas["SignIn"]): Promise<Account> {
  return brought(api.POST("/v1/session", { body }));
}

export async function signOut(everywhere: boolean): Promise<void> {
  await api.DELETE("/v1/session", { params: { query: { everywhere } } });
}

export async function askForPasswordReset(email: string): Promise<void> {
  await api.POST("/v1/password-resets", { body: { email } });
}

/** Sets a new password by the secret of a mailed link. */
export async function resetPassword(token: string, password: string): Promise<void> {
  await api.PUT("/v1/password-resets/{token}", { params: { path: { token } }, body: { password } });
}

export function changeAccount(body: Schemas["AccountChanges"]): Promise<Account> {
  return brought(api.PATCH("/v1/account", { body }));
}

export async function deleteAccount(): Promise<void> {
  await api.DELETE("/v1/account");
}
