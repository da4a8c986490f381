import { onlineManager } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { texts } from "../texts/index.js";
import classes from "./offline-banner.module.css";

/** Says so while the browser is offline. */
export function OfflineBanner() {
  const isOnline = useSyncExternalStore(
    (watcher) => onlineManager.subscribe(watcher),
    () => onlineManager.isOnline(),
  );
  return (
    <div role="status" className={classes["place"]}>
      {!isOnline && (
        <p className={classes["banner"]}>
          <strong>{texts.general.offlineTitle}.</strong> {texts.general.offlineText}
        </p>
      )}
    </div>
  );
}
