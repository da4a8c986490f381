import { AskForReset } from "./ask-for-reset.js";
import { SetPassword } from "./set-password.js";

interface Props {
  /** The secret of a mailed link; empty for whoever wants one. */
  readonly token: string;
  readonly onSet: () => void;
  readonly onAskAgain: () => void;
}

/** Asks for a mailed link, or, for whoever has come by one, sets the password. */
export function PasswordResetPage({ token, onSet, onAskAgain }: Props) {
  return token === "" ? <AskForReset /> : <SetPassword token={token} onSet={onSet} onAskAgain={onAskAgain} />;
}
