/**
 * The fields that came after Kubernetes 1.20, written by hand from the types' documentation. Per definition, one field a
 * line: the first minor version in which it is on without a feature gate, its name (`!`: always written), its type as in
 * Go (`*`: a pointer), and how its list is merged.
 */
export const NEWER_FIELDS: Record<string, string> = {
  'core.v1.PodSpec': `
    23 os *PodOS
    33 hostUsers *bool
    27 schedulingGates []PodSchedulingGate map name
    34 resourceClaims []PodResourceClaim map name
    34 resources *ResourceRequirements`,
  'core.v1.PodOS': '23 name! string',
  'core.v1.PodSchedulingGate': '27 name! string',
  'core.v1.PodResourceClaim': `
    34 name! string
    34 resourceClaimName *string
    34 resourceClaimTemplateName *string`,
  'core.v1.Container': `
    33 resizePolicy []ContainerResizePolicy atomic
    29 restartPolicy *string`,
  'core.v1.EphemeralContainer': `
    33 resizePolicy []ContainerResizePolicy atomic
    29 restartPolicy *string`,
  'core.v1.ContainerResizePolicy': `
    33 resourceName! string
    33 restartPolicy! string`,
  'core.v1.ContainerStatus': `
    33 allocatedResources map Quantity
    33 resources *ResourceRequirements
    31 volumeMounts []VolumeMountStatus map mountPath
    33 user *ContainerUser`,
  'core.v1.VolumeMountStatus': `
    31 name! string
    31 mountPath! string
    31 readOnly bool
    31 recursiveReadOnly *string`,
  'core.v1.ContainerUser': '33 linux *LinuxContainerUser',
  'core.v1.LinuxContainerUser': `
    33 uid! int64
    33 gid! int64
    33 supplementalGroups []int64 atomic`,
  'core.v1.ResourceRequirements': '34 claims []ResourceClaim map name',
  'core.v1.ResourceClaim': `
    34 name! string
    34 request string`,
  'core.v1.Handler': '30 sleep *SleepAction',
  'core.v1.SleepAction': '30 seconds! int64',
  'core.v1.Probe': `
    22 terminationGracePeriodSeconds *int64
    24 grpc *GRPCAction`,
  'core.v1.GRPCAction': `
    24 port! int32
    24 service! *string`,
  'core.v1.SecurityContext': '30 appArmorProfile *AppArmorProfile',
  'core.v1.PodSecurityContext': `
    30 appArmorProfile *AppArmorProfile
    33 supplementalGroupsPolicy *string
    33 seLinuxChangePolicy *string`,
  'core.v1.AppArmorProfile': `
    30 type! string
    30 localhostProfile *string`,
  'core.v1.WindowsSecurityContextOptions': '23 hostProcess *bool',
  'core.v1.VolumeMount': '31 recursiveReadOnly *string',
  'core.v1.Volume': '33 image *ImageVolumeSource',
  'core.v1.ImageVolumeSource': `
    33 reference string
    33 pullPolicy string`,
  'core.v1.VolumeProjection': '33 clusterTrustBundle *ClusterTrustBundleProjection',
  'core.v1.ClusterTrustBundleProjection': `
    33 name *string
    33 signerName *string
    33 labelSelector *meta.LabelSelector
    33 optional *bool
    33 path! string`,
  'core.v1.PodAffinityTerm': `
    22 namespaceSelector *meta.LabelSelector
    31 matchLabelKeys []string atomic
    31 mismatchLabelKeys []string atomic`,
  'core.v1.TopologySpreadConstraint': `
    25 minDomains *int32
    26 nodeAffinityPolicy *string
    26 nodeTaintsPolicy *string
    27 matchLabelKeys []string atomic`,
  'core.v1.PodStatus': `
    29 hostIPs []HostIP atomic ip
    34 observedGeneration int64
    34 resourceClaimStatuses []PodResourceClaimStatus map name
    33 resize string`,
  'core.v1.HostIP': '29 ip! string',
  'core.v1.PodResourceClaimStatus': `
    34 name! string
    34 resourceClaimName *string`,
  'core.v1.PodCondition': '34 observedGeneration int64',
  'core.v1.ServiceSpec': `
    21 loadBalancerClass *string
    21 internalTrafficPolicy *string
    31 trafficDistribution *string`,
  'core.v1.LoadBalancerIngress': '30 ipMode *string',
  'core.v1.NodeStatus': `
    30 runtimeHandlers []NodeRuntimeHandler atomic
    31 features *NodeFeatures`,
  'core.v1.NodeRuntimeHandler': `
    30 name! string
    30 features *NodeRuntimeHandlerFeatures`,
  'core.v1.NodeRuntimeHandlerFeatures': `
    30 recursiveReadOnlyMounts *bool
    30 userNamespaces *bool`,
  'core.v1.NodeFeatures': '31 supplementalGroupsPolicy *bool',
  'core.v1.NodeSystemInfo': '34 swap *NodeSwapStatus',
  'core.v1.NodeSwapStatus': '34 capacity *int64',
  'core.v1.PersistentVolumeClaimSpec': `
    24 dataSourceRef *TypedObjectReference
    34 volumeAttributesClassName *string`,
  'core.v1.TypedObjectReference': `
    24 apiGroup! *string
    24 kind! string
    24 name! string
    26 namespace *string`,
  'core.v1.PersistentVolumeClaimStatus': `
    31 allocatedResources map Quantity
    31 allocatedResourceStatuses map string
    34 currentVolumeAttributesClassName *string
    34 modifyVolumeStatus *ModifyVolumeStatus`,
  'core.v1.ModifyVolumeStatus': `
    34 targetVolumeAttributesClassName string
    34 status! string`,
  'core.v1.PersistentVolumeSpec': '34 volumeAttributesClassName *string',
  'core.v1.PersistentVolumeStatus': '29 lastPhaseTransitionTime *Time',
  'core.v1.CSIPersistentVolumeSource': '27 nodeExpandSecretRef *SecretReference',
  'apps.v1.DeploymentStatus': '35 terminatingReplicas *int32',
  'apps.v1.ReplicaSetStatus': '35 terminatingReplicas *int32',
  'apps.v1.RollingUpdateDaemonSet': '22 maxSurge *IntOrString',
  'apps.v1.StatefulSetSpec': `
    23 minReadySeconds int32
    27 persistentVolumeClaimRetentionPolicy *StatefulSetPersistentVolumeClaimRetentionPolicy
    27 ordinals *StatefulSetOrdinals`,
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': `
    27 whenDeleted string
    27 whenScaled string`,
  'apps.v1.StatefulSetOrdinals': '27 start! int32',
  'apps.v1.StatefulSetStatus': '22 availableReplicas! int32',
  'batch.v1.JobSpec': `
    22 suspend *bool
    22 completionMode *string
    26 podFailurePolicy *PodFailurePolicy
    31 successPolicy *SuccessPolicy
    29 backoffLimitPerIndex *int32
    29 maxFailedIndexes *int32
    29 podReplacementPolicy *string
    32 managedBy *string`,
  'batch.v1.PodFailurePolicy': '26 rules! []PodFailurePolicyRule atomic',
  'batch.v1.PodFailurePolicyRule': `
    26 action! string
    26 onExitCodes *PodFailurePolicyOnExitCodesRequirement
    26 onPodConditions []PodFailurePolicyOnPodConditionsPattern atomic`,
  'batch.v1.PodFailurePolicyOnExitCodesRequirement': `
    26 containerName *string
    26 operator! string
    26 values! []int32 set`,
  'batch.v1.PodFailurePolicyOnPodConditionsPattern': `
    26 type! string
    26 status! string`,
  'batch.v1.SuccessPolicy': '31 rules! []SuccessPolicyRule atomic',
  'batch.v1.SuccessPolicyRule': `
    31 succeededIndexes *string
    31 succeededCount *int32`,
  'batch.v1.JobStatus': `
    22 completedIndexes string
    29 failedIndexes *string
    24 ready *int32
    28 terminating *int32
    23 uncountedTerminatedPods *UncountedTerminatedPods`,
  'batch.v1.UncountedTerminatedPods': `
    23 succeeded []string set
    23 failed []string set`,
  'batch.v1.CronJobSpec': '25 timeZone *string',
  'batch.v1.CronJobStatus': '21 lastSuccessfulTime *Time',
  'networking.v1.NetworkPolicyPort': '22 endPort *int32',
  'networking.v1.IngressClassSpec': '22 parameters *IngressClassParametersReference',
  'networking.v1.IngressClassParametersReference': `
    22 apiGroup *string
    22 kind! string
    22 name! string
    22 scope! *string
    22 namespace *string`,
  'policy.v1.PodDisruptionBudgetSpec': '27 unhealthyPodEvictionPolicy *string',
  'policy.v1.PodDisruptionBudgetStatus': '21 conditions []meta.Condition map type',
  'autoscaling.v2.MetricSpec': '23 containerResource *ContainerResourceMetricSource',
  'autoscaling.v2.MetricStatus': '23 containerResource *ContainerResourceMetricStatus',
  'autoscaling.v2.ContainerResourceMetricSource': `
    23 name! string
    23 target! MetricTarget
    23 container! string`,
  'autoscaling.v2.ContainerResourceMetricStatus': `
    23 name! string
    23 current! MetricValueStatus
    23 container! string`,
  'discovery.v1.Endpoint': `
    21 deprecatedTopology map string
    21 zone *string
    23 hints *EndpointHints`,
  'discovery.v1.EndpointHints': `
    23 forZones []ForZone atomic
    34 forNodes []ForNode atomic`,
  'discovery.v1.ForZone': '23 name! string',
  'discovery.v1.ForNode': '34 name! string',
  'storage.v1.CSIDriverSpec': `
    27 seLinuxMount *bool`,
  'admissionregistration.v1.MutatingWebhook': '30 matchConditions []MatchCondition map name',
  'admissionregistration.v1.ValidatingWebhook': '30 matchConditions []MatchCondition map name',
  'admissionregistration.v1.MatchCondition': `
    30 name! string
    30 expression! string`,
};
