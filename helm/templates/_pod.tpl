{{- define "devhooks.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "devhooks.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "devhooks.tmp" -}}
- name: tmp
  emptyDir:
    sizeLimit: 256Mi
{{- end }}

{{/* The container that migrates. Takes root. */}}
{{- define "devhooks.migrationsContainer" -}}
- name: migrations
  image: {{ include "devhooks.image" (dict "root" .root "image" .root.Values.migrations.image) }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  securityContext: {{- include "devhooks.containerSecurity" . | nindent 4 }}
  env:
    - name: JDK_JAVA_OPTIONS
      value: {{ .root.Values.migrations.javaOptions | quote }}
    {{- include "devhooks.loggingEnv" .root | nindent 4 }}
    - name: DEVHOOKS_MIGRATIONS_DATABASE_WAIT
      value: {{ .root.Values.migrations.wait | quote }}
    {{- include "devhooks.databaseEnv" (dict "root" .root "role" "migrations") | nindent 4 }}
  resources: {{- toYaml .root.Values.migrations.resources | nindent 4 }}
  volumeMounts:
    - name: tmp
      mountPath: /tmp
    {{- include "devhooks.databaseMount" .root | nindent 4 }}
{{- end }}

{{- define "devhooks.loggingEnv" -}}
{{- with .Values.logging.format }}
- name: LOGGING_STRUCTURED_FORMAT_CONSOLE
  value: {{ . }}
{{- end }}
{{- end }}

{{/* Environment that api and realtime have in common. Takes root, role and values. */}}
{{- define "devhooks.nodeEnv" -}}
- name: JDK_JAVA_OPTIONS
  value: {{ .values.javaOptions | quote }}
{{ include "devhooks.loggingEnv" .root }}
- name: MANAGEMENT_SERVER_ADDRESS
  value: 0.0.0.0
- name: DEVHOOKS_DATABASE_MIGRATE
  value: "false"
{{- include "devhooks.databaseEnv" . | nindent 0 }}
{{- include "devhooks.fanOutEnv" .root | nindent 0 }}
{{- include "devhooks.tracingEnv" .root }}
{{- end }}

{{- define "devhooks.tracingEnv" -}}
{{- if .Values.tracing.endpoint }}
- name: MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT
  value: {{ .Values.tracing.endpoint | quote }}
- name: MANAGEMENT_TRACING_SAMPLING_PROBABILITY
  value: {{ .Values.tracing.share | quote }}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: OTEL_RESOURCE_ATTRIBUTES
  value: service.instance.id=$(POD_NAME)
{{- end }}
{{- end }}

{{- define "devhooks.fanOutEnv" -}}
- name: DEVHOOKS_FAN_OUT_ENGINE
  value: {{ .Values.fanOut.engine }}
{{- if eq .Values.fanOut.engine "nats" }}
{{- $nats := .Values.fanOut.nats }}
- name: DEVHOOKS_FAN_OUT_NATS_SERVERS
  value: {{ join "," $nats.servers | quote }}
{{- if and $nats.existingSecret $nats.credentialsKey }}
- name: DEVHOOKS_FAN_OUT_NATS_CREDENTIALS_FILE
  value: /etc/devhooks/nats/credentials
{{- else if $nats.existingSecret }}
- name: DEVHOOKS_FAN_OUT_NATS_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ $nats.existingSecret }}
      key: {{ $nats.usernameKey }}
- name: DEVHOOKS_FAN_OUT_NATS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $nats.existingSecret }}
      key: {{ $nats.passwordKey }}
{{- end }}
{{- end }}
{{- end }}

{{- define "devhooks.hasNatsFile" -}}
{{- if and (eq .Values.fanOut.engine "nats") .Values.fanOut.nats.existingSecret .Values.fanOut.nats.credentialsKey }}true{{ end }}
{{- end }}

{{/* What of a pod does not depend on its role. Takes root, role and values. */}}
{{- define "devhooks.podBasics" -}}
serviceAccountName: {{ include "devhooks.serviceAccount" .root }}
automountServiceAccountToken: false
# Or DEVHOOKS_…_PORT of a Service would be taken for a property.
enableServiceLinks: false
terminationGracePeriodSeconds: {{ .values.terminationGracePeriodSeconds }}
securityContext: {{- include "devhooks.podSecurity" . | nindent 2 }}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
topologySpreadConstraints:
  {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: {{ $.values.spread }}
    labelSelector:
      matchLabels: {{- include "devhooks.selector" (dict "root" $.root "component" $.role) | nindent 8 }}
    {{- if not $.isStateful }}
    matchLabelKeys: [pod-template-hash]
    {{- end }}
  {{- end }}
{{- end }}

{{/* What of a container does not depend on its role. Takes values. */}}
{{- define "devhooks.containerBasics" -}}
securityContext: {{- include "devhooks.containerSecurity" . | nindent 2 }}
ports:
  - name: http
    containerPort: 8080
  - name: management
    containerPort: 9090
startupProbe:
  httpGet:
    path: /actuator/health/liveness
    port: management
  periodSeconds: 2
  failureThreshold: {{ div (add1 .values.startupSeconds) 2 }}
readinessProbe:
  httpGet:
    path: /actuator/health/readiness
    port: management
  periodSeconds: 5
  timeoutSeconds: 3
livenessProbe:
  httpGet:
    path: /actuator/health/liveness
    port: management
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
lifecycle:
  # Before SIGTERM, so that nobody sends anything here any more when the process begins to stop.
  preStop:
    sleep:
      seconds: {{ .values.preStopSeconds }}
resources: {{- toYaml .values.resources | nindent 2 }}
{{- end }}

{{- define "devhooks.natsVolume" -}}
{{- if include "devhooks.hasNatsFile" . }}
- name: nats
  secret:
    secretName: {{ .Values.fanOut.nats.existingSecret }}
    items:
      - key: {{ .Values.fanOut.nats.credentialsKey }}
        path: credentials
{{- end }}
{{- end }}

{{/* Environment that only api has. */}}
{{- define "devhooks.apiEnv" -}}
{{- with include "devhooks.publicUrl" . }}
- name: DEVHOOKS_PUBLIC_URL
  value: {{ . | quote }}
{{- end }}
{{- with include "devhooks.streamUrl" . }}
- name: DEVHOOKS_STREAM_URL
  value: {{ . | quote }}
{{- end }}
{{- with .Values.trustedProxies }}
- name: DEVHOOKS_TRUSTED_PROXIES
  value: {{ join "," . | quote }}
{{- end }}
{{- if .Values.api.journal.enabled }}
- name: DEVHOOKS_INGEST_JOURNAL_ENABLED
  value: "true"
- name: DEVHOOKS_INGEST_JOURNAL_FOLDER
  value: /var/lib/devhooks/journal
- name: DEVHOOKS_INGEST_JOURNAL_MAX_BYTES
  value: {{ .Values.api.journal.maxBytes | int64 | quote }}
{{- end }}
{{- include "devhooks.mailEnv" . }}
{{- end }}

{{- define "devhooks.mailEnv" -}}
{{- $mail := .Values.mail }}
{{- with $mail.from }}
- name: DEVHOOKS_MAIL_FROM
  value: {{ . | quote }}
{{- end }}
{{- if $mail.host }}
- name: SPRING_MAIL_HOST
  value: {{ $mail.host | quote }}
- name: SPRING_MAIL_PORT
  value: {{ $mail.port | quote }}
{{- if $mail.startTls }}
- name: SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_ENABLE
  value: "true"
- name: SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_REQUIRED
  value: "true"
{{- end }}
{{- if $mail.existingSecret }}
- name: SPRING_MAIL_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ $mail.existingSecret }}
      key: {{ $mail.usernameKey }}
- name: SPRING_MAIL_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $mail.existingSecret }}
      key: {{ $mail.passwordKey }}
{{- end }}
{{- end }}
{{- end }}
