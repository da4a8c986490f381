{{/* Rules of egress, as items of a list. */}}
{{- define "devhooks.egressToNames" -}}
# DNS, wherever it is: on the nodes, or in pods.
- ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
{{- end }}

{{- define "devhooks.egressToDatabase" -}}
{{- if .Values.database.cloudNativePg.enabled }}
- to:
    - podSelector:
        matchLabels:
          cnpg.io/cluster: {{ include "devhooks.cluster" . }}
  ports:
    - port: 5432
{{- else }}
- {{- with .Values.networkPolicy.databaseTo }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
  ports:
    {{- range include "devhooks.databasePorts" . | fromJsonArray }}
    - port: {{ . }}
    {{- end }}
{{- end }}
{{- end }}

{{/* Ports of an external database, as a JSON array: the one that is named, and those of the URLs that are given. */}}
{{- define "devhooks.databasePorts" -}}
{{- $external := .Values.database.external }}
{{- $ports := list (toString $external.port) }}
{{- range list $external.url $external.migrations.url $external.api.url $external.realtime.url $external.listenUrl }}
{{- if . }}
{{- $named := regexFindAll ":[0-9]+[,/?]" (printf "%s/" .) -1 }}
{{- range $named }}
{{- $ports = append $ports (regexFind "[0-9]+" .) }}
{{- end }}
{{- if not $named }}
{{- $ports = append $ports "5432" }}
{{- end }}
{{- end }}
{{- end }}
{{- uniq $ports | toJson }}
{{- end }}

{{- define "devhooks.egressToNats" -}}
{{- if eq .Values.fanOut.engine "nats" }}
- {{- with .Values.networkPolicy.natsTo }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
  ports:
    {{- $ports := list }}
    {{- range .Values.fanOut.nats.servers }}
    {{- $ports = append $ports (regexFind "[0-9]+$" . | default "4222") }}
    {{- end }}
    {{- range uniq $ports }}
    - port: {{ . }}
    {{- end }}
{{- end }}
{{- end }}

{{- define "devhooks.egressToCollector" -}}
{{- with .Values.tracing.endpoint }}
- {{- with $.Values.networkPolicy.tracingTo }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
  ports:
    - port: {{ regexFind "^https?://[^/]*:[0-9]+" . | regexFind "[0-9]+$" | default (ternary "443" "80" (hasPrefix "https:" .)) }}
{{- end }}
{{- end }}

{{- define "devhooks.egressToMail" -}}
{{- if .Values.mail.host }}
- {{- with .Values.networkPolicy.mailTo }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
  ports:
    - port: {{ .Values.mail.port }}
{{- end }}
{{- end }}
