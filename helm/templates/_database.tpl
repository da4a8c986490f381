{{/* Name and key of the Secret that has an external database's URL for a role, as YAML; nothing where none is configured. Takes root and role. */}}
{{- define "devhooks.databaseSecret" -}}
{{- $external := .root.Values.database.external }}
{{- $own := index $external .role }}
{{- if $own.existingSecret }}
name: {{ $own.existingSecret }}
key: {{ $own.existingSecretKey }}
{{- else if and (not $own.url) $external.existingSecret }}
name: {{ $external.existingSecret }}
key: {{ $external.existingSecretKey }}
{{- else if or $own.url $external.url }}
name: {{ include "devhooks.fullname" .root }}-{{ ternary "migrations" "database" (eq .role "migrations") }}
key: {{ .role }}
{{- end }}
{{- end }}

{{/* The URL that the chart itself puts into a Secret for a role; nothing where it is in one already. */}}
{{- define "devhooks.givenDatabaseUrl" -}}
{{- $external := .root.Values.database.external }}
{{- $own := index $external .role }}
{{- if and (not .root.Values.database.cloudNativePg.enabled) (not $own.existingSecret) }}
{{- if $own.url }}
{{- $own.url }}
{{- else if not $external.existingSecret }}
{{- $external.url }}
{{- end }}
{{- end }}
{{- end }}

{{/* Secret of a role's login to the release's own PostgreSQL. Takes root and role. */}}
{{- define "devhooks.loginSecret" -}}
{{- $own := .root.Values.database.cloudNativePg }}
{{- if eq .role "migrations" }}
{{- include "devhooks.cluster" .root }}-app
{{- else }}
{{- index $own (printf "%sLoginSecret" .role) | default (printf "%s-%s-login" (include "devhooks.fullname" .root) .role) }}
{{- end }}
{{- end }}

{{/* Environment of a role's container. Takes root and role. */}}
{{- define "devhooks.databaseEnv" -}}
{{- if .root.Values.database.cloudNativePg.enabled }}
- name: DEVHOOKS_DATABASE_URL
  value: {{ printf "jdbc:postgresql://%s-rw:5432/devhooks?sslmode=verify-full&sslrootcert=/etc/devhooks/database/ca.crt" (include "devhooks.cluster" .root) | quote }}
- name: DEVHOOKS_DATABASE_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ include "devhooks.loginSecret" . }}
      key: username
- name: DEVHOOKS_DATABASE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "devhooks.loginSecret" . }}
      key: password
{{- else }}
- name: DEVHOOKS_DATABASE_URL
  valueFrom:
    secretKeyRef: {{- include "devhooks.databaseSecret" . | nindent 6 }}
{{- if and (eq .role "realtime") .root.Values.database.external.listenUrl }}
- name: DEVHOOKS_DATABASE_LISTEN_URL
  value: {{ .root.Values.database.external.listenUrl | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* The public half of the certificates of the release's own PostgreSQL. */}}
{{- define "devhooks.databaseMount" -}}
{{- if .Values.database.cloudNativePg.enabled }}
- name: database-ca
  mountPath: /etc/devhooks/database
  readOnly: true
{{- end }}
{{- end }}

{{- define "devhooks.databaseVolume" -}}
{{- if .Values.database.cloudNativePg.enabled }}
- name: database-ca
  secret:
    secretName: {{ include "devhooks.cluster" . }}-ca
    items:
      - key: ca.crt
        path: ca.crt
{{- end }}
{{- end }}

{{/* Connections that all pods together may open, one more pod of each while they are replaced, and those of operators. */}}
{{- define "devhooks.connectionsNeeded" -}}
{{- $api := ternary .Values.api.autoscaling.maxReplicas .Values.api.replicas .Values.api.autoscaling.enabled | int }}
{{- $realtime := ternary .Values.realtime.autoscaling.maxReplicas .Values.realtime.replicas .Values.realtime.autoscaling.enabled | int }}
{{- /* api: app 10, front 4, ingest 6; realtime: stream 5, and the one that listens. */ -}}
{{- add (mul 20 (add1 $api)) (mul 6 (add1 $realtime)) 20 }}
{{- end }}
