/** One field that the server will not have, and the rule that its value breaks. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** What is known of a problem: the members of RFC 9457 that the API sends. */
export interface ProblemDetails {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly FieldProblem[] | undefined;
  /** Seconds until it is worth another try. */
  readonly retryAfter?: number | undefined;
}

/** What the API answers where it does not do what was asked; status 0 where nothing answered. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldProblem[];
  readonly retryAfter: number | undefined;

  constructor(problem: ProblemDetails, options?: ErrorOptions) {
    super(`${problem.title}: ${problem.detail}`, options);
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
    this.retryAfter = problem.retryAfter;
  }

  /** Whether the same request may well succeed a little later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status >= 502 || this.status === 429;
  }
}

/** Whether `error` says that nobody is signed in any more. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.code === "not-authenticated";
}

/** Whether `error` says that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 404;
}
