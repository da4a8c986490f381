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
    - port: {{ .Values.database.external.port }}
{{- end }}
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

{{- define "devhooks.egressToMail" -}}
{{- if .Values.mail.host }}
- {{- with .Values.networkPolicy.mailTo }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
  ports:
    - port: {{ .Values.mail.port }}
{{- end }}
{{- end }}
