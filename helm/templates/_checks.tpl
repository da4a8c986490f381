{{/* What the schema cannot see. Every message says what to do. */}}
{{- define "devhooks.checks" -}}
{{- $errors := list }}
{{- $external := .Values.database.external }}
{{- $own := .Values.database.cloudNativePg }}
{{- $roles := list "api" "realtime" }}
{{- if .Values.migrations.enabled }}
{{- $roles = append $roles "migrations" }}
{{- end }}
{{- $isExternal := or $external.url $external.existingSecret }}
{{- range list "api" "realtime" "migrations" }}
{{- $login := index $external . }}
{{- $isExternal = or $isExternal $login.url $login.existingSecret }}
{{- if and $login.url $login.existingSecret }}
{{- $errors = append $errors (printf "database.external.%s has both url and existingSecret: keep one" .) }}
{{- end }}
{{- end }}
{{- if and $external.url $external.existingSecret }}
{{- $errors = append $errors "database.external has both url and existingSecret: keep one" }}
{{- end }}
{{- if and $own.enabled $isExternal }}
{{- $errors = append $errors "there are two databases: set database.cloudNativePg.enabled=false, or remove what is under database.external" }}
{{- else if not (or $own.enabled $isExternal) }}
{{- $errors = append $errors "there is no database: set database.external.existingSecret (or .url), or database.cloudNativePg.enabled=true" }}
{{- else if not $own.enabled }}
{{- range $roles }}
{{- if not (include "devhooks.databaseSecret" (dict "root" $ "role" .)) }}
{{- $errors = append $errors (printf "%s has no database: set database.external.%s.existingSecret, or database.external.existingSecret for all" . .) }}
{{- end }}
{{- end }}
{{- end }}
{{- if $own.enabled }}
{{- $needed := include "devhooks.connectionsNeeded" . | int }}
{{- if lt (int $own.maxConnections) $needed }}
{{- $errors = append $errors (printf "the pods may open %d connections: raise database.cloudNativePg.maxConnections from %d, or have fewer replicas" $needed (int $own.maxConnections)) }}
{{- end }}
{{- if and (not .Values.migrations.enabled) }}
{{- $errors = append $errors "nobody would migrate the new database: set migrations.enabled=true" }}
{{- end }}
{{- if and $own.backup.enabled (not $own.backup.destinationPath) }}
{{- $errors = append $errors "backups need a place: set database.cloudNativePg.backup.destinationPath, such as s3://bucket/folder" }}
{{- end }}
{{- if $own.recovery.fromServerName }}
{{- if not $own.backup.enabled }}
{{- $errors = append $errors "a recovery reads the backups: set database.cloudNativePg.backup.enabled=true" }}
{{- else if eq $own.recovery.fromServerName (default (include "devhooks.cluster" .) $own.backup.serverName) }}
{{- $errors = append $errors "the recovered cluster would write over the backups that it comes from: set database.cloudNativePg.backup.serverName to a new name" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and (or .Values.ingress.enabled .Values.gateway.enabled) (not .Values.hosts.public) }}
{{- $errors = append $errors "routes need a host name: set hosts.public" }}
{{- end }}
{{- if and .Values.gateway.enabled (not .Values.gateway.parentRefs) }}
{{- $errors = append $errors "an HTTPRoute needs a gateway: set gateway.parentRefs, such as [{name: public, namespace: gateways}]" }}
{{- end }}
{{- if and (eq .Values.fanOut.engine "nats") (not .Values.fanOut.nats.servers) }}
{{- $errors = append $errors "fanOut.engine nats needs servers: set fanOut.nats.servers, such as [nats://nats:4222]" }}
{{- end }}
{{- range list "api" "realtime" }}
{{- $scaling := (index $.Values .).autoscaling }}
{{- if gt (int $scaling.minReplicas) (int $scaling.maxReplicas) }}
{{- $errors = append $errors (printf "%s.autoscaling.minReplicas is above maxReplicas: lower the one or raise the other" .) }}
{{- end }}
{{- end }}
{{- range list "api" "realtime" "migrations" }}
{{- if eq "latest" ((index $.Values .).image.tag | default $.Values.image.tag) }}
{{- $errors = append $errors (printf "the image of %s has the tag latest, which says nothing: set %s.image.tag or image.tag to a version" . .) }}
{{- end }}
{{- end }}
{{- /* Spring's 30 s for requests in flight, and what the node's own workers may take one after the other, and the last traces. */ -}}
{{- $tracesStop := ternary 10 0 (ne .Values.tracing.endpoint "") }}
{{- $apiStop := add .Values.api.preStopSeconds 30 51 $tracesStop }}
{{- if lt (int .Values.api.terminationGracePeriodSeconds) (int $apiStop) }}
{{- $errors = append $errors (printf "an api pod may take %d s to stop: raise api.terminationGracePeriodSeconds, or lower api.preStopSeconds" $apiStop) }}
{{- end }}
{{- $realtimeStop := add .Values.realtime.preStopSeconds .Values.realtime.drainSeconds 30 15 $tracesStop }}
{{- if lt (int .Values.realtime.terminationGracePeriodSeconds) (int $realtimeStop) }}
{{- $errors = append $errors (printf "a realtime pod may take %d s to stop: raise realtime.terminationGracePeriodSeconds, or lower realtime.preStopSeconds or realtime.drainSeconds" $realtimeStop) }}
{{- end }}
{{- if $errors }}
{{- fail (printf "\n\n  %s\n" (join "\n  " $errors)) }}
{{- end }}
{{- end }}
