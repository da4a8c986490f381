{{/* Whether the streams have a host of their own. */}}
{{- define "devhooks.hasStreamHost" -}}
{{- if and .Values.hosts.stream (ne .Values.hosts.stream .Values.hosts.public) }}true{{ end }}
{{- end }}

{{- define "devhooks.publicUrl" -}}
{{- if .Values.publicUrl }}
{{- .Values.publicUrl }}
{{- else if .Values.hosts.public }}
{{- printf "%s://%s" (ternary "https" "http" .Values.hosts.tls) .Values.hosts.public }}
{{- end }}
{{- end }}

{{- define "devhooks.streamUrl" -}}
{{- $host := default .Values.hosts.public .Values.hosts.stream }}
{{- if .Values.streamUrl }}
{{- .Values.streamUrl }}
{{- else if $host }}
{{- printf "%s://%s/stomp" (ternary "wss" "ws" .Values.hosts.tls) $host }}
{{- end }}
{{- end }}
