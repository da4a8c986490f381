{{/* Beginning of every name: at most 40 characters, so that the longest name made of it, and what Kubernetes adds to that, has room in 63. */}}
{{- define "devhooks.fullname" -}}
{{- $chart := default .Chart.Name .Values.nameOverride }}
{{- $name := default (ternary .Release.Name (printf "%s-%s" .Release.Name $chart) (contains $chart .Release.Name)) .Values.fullnameOverride }}
{{- if gt (len $name) 40 }}
{{- printf "%s-%s" (trunc 31 $name | trimSuffix "-") (sha256sum $name | trunc 8) }}
{{- else }}
{{- trimSuffix "-" $name }}
{{- end }}
{{- end }}

{{- define "devhooks.cluster" -}}
{{ include "devhooks.fullname" . }}-db
{{- end }}

{{- define "devhooks.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "devhooks.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{/* What selects the pods of a component: never changes. Takes root and component. */}}
{{- define "devhooks.selector" -}}
app.kubernetes.io/name: {{ default .root.Chart.Name .root.Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* Of pods: nothing that changes with the chart's version alone, which would replace them all. */}}
{{- define "devhooks.podLabels" -}}
{{ include "devhooks.selector" . }}
app.kubernetes.io/part-of: devhooks-sync
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "devhooks.labels" -}}
{{ include "devhooks.podLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | replace "+" "_" | trunc 63 | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* Takes root and image, the values of one image. */}}
{{- define "devhooks.image" -}}
{{- $repository := .image.repository }}
{{- with .root.Values.image.registry }}
{{- $repository = printf "%s/%s" (trimSuffix "/" .) $repository }}
{{- end }}
{{- if .image.digest }}
{{- printf "%s@%s" $repository .image.digest }}
{{- else }}
{{- printf "%s:%s" $repository (.image.tag | default .root.Values.image.tag | default .root.Chart.AppVersion) }}
{{- end }}
{{- end }}
