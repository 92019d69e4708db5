export { type Cluster, type ClusterOptions, openCluster } from './cluster.ts';
