/**
 * What `command.js` knows of programs: which options take a value, which stand alone, and which names are the same.
 *
 * An option is written `short/long` or with its only name. `values` take one value, `flags` none (or one after `=`).
 * `under` says what a subcommand reads differently. Options that are not here keep their place among the words, so a gap
 * makes the comparison stricter, never laxer; an option that some subcommand reads otherwise belongs under the subcommands.
 * What counts is each program's own `--help`: look there before adding to this.
 */

/**
 * @typedef {object} Options
 * @property {string} [values]
 * @property {string} [flags]
 */
/** @typedef {Options & {dashes?: 1, under?: Record<string, Options>}} Program dashes: long names have one dash */

const CHECKSUM = { flags: "c/check b/binary t/text z/zero w/warn tag ignore-missing quiet status strict" };

/** @type {Record<string, string>} */
export const SAME_PROGRAM = { k: "kubectl" };

/** @type {Record<string, Program>} */
export const PROGRAMS = {
  kubectl: {
    values: `n/namespace f/filename o/output l/selector c/container k/kustomize s/server v kubeconfig context cluster user
      as as-group as-uid token user request-timeout certificate-authority client-certificate client-key field-selector sort-by
      template grace-period timeout image replicas current-replicas port target-port type name from-literal from-file
      from-env-file verb resource resource-name non-resource-url clusterrole role serviceaccount group duration audience
      bound-object-kind bound-object-name env overrides restart limits requests cert key docker-server docker-username
      docker-password docker-email subresource field-manager to-revision revision pod-selector for target profile copy-to
      api-version api-group verbs address since since-time tail max-log-requests limit-bytes raw p/patch patch-file hard
      min max cpu rule class schedule`,
    flags: `A/all-namespaces w/watch R/recursive i/stdin t/tty q/quiet h/help all watch-only show-labels show-kind
      show-managed-fields no-headers dry-run force now wait cascade ignore-not-found server-side prune overwrite list rm
      attach command save-config record ignore-daemonsets delete-emptydir-data disable-eviction containers namespaced
      validate local expose client short minify flatten`,
    under: {
      logs: { flags: "f/follow p/previous timestamps all-containers prefix ignore-errors" },
      run: { values: "l/labels" },
      expose: { values: "l/labels" },
      proxy: { values: "p/port w/www" },
      config: { flags: "raw minify flatten current embed-certs" },
    },
  },
  kubeadm: {
    values: `config kubernetes-version pod-network-cidr service-cidr service-dns-domain apiserver-advertise-address
      apiserver-bind-port apiserver-cert-extra-sans control-plane-endpoint token token-ttl ttl discovery-token-ca-cert-hash
      certificate-key cert-dir cri-socket node-name kubeconfig kubeconfig-dir image-repository patches skip-phases
      ignore-preflight-errors feature-gates v client-name org`,
    flags: `upload-certs dry-run print-join-command control-plane certificate-renewal etcd-upgrade allow-missing-template-keys
      allow-experimental-upgrades allow-release-candidate-upgrades y/yes f/force h/help`,
  },
  "kube-bench": {
    values: "c/check g/group s/targets D/config-dir config benchmark version skip outputfile exit-code v",
    flags: "json junit asff pgsql noremediations noresults nosummary nototals include-test-output scored unscored h/help",
  },
  trivy: {
    values: `s/severity f/format o/output t/template c/config exit-code scanners pkg-types vuln-type input ignorefile ignore-policy
      ignore-status skip-dirs skip-files cache-dir timeout server token report compliance image-src platform db-repository
      include-namespaces exclude-namespaces include-kinds exclude-kinds kubeconfig secret-config config-check sbom-sources
      username password`,
    flags: `q/quiet d/debug ignore-unfixed list-all-pkgs offline-scan insecure no-progress skip-db-update skip-java-db-update
      download-db-only clear-cache removed-pkgs dependency-tree disable-node-collector h/help v/version`,
  },
  crictl: {
    values: "r/runtime-endpoint i/image-endpoint t/timeout c/config o/output n/last s/state p/pod name image label namespace tail since",
    flags: "D/debug a/all q/quiet v/verbose l/latest no-trunc h/help",
    under: {
      logs: { flags: "f/follow t/timestamps p/previous" },
      exec: { flags: "i/interactive t/tty s/sync" },
      rm: { flags: "f/force a/all" },
      rmp: { flags: "f/force a/all" },
    },
  },
  etcdctl: {
    values: "w/write-out endpoints cacert cert key user password command-timeout dial-timeout limit rev",
    flags: "prefix keys-only print-value-only hex from-key count-only debug",
  },
  cosign: {
    values: `key certificate-identity certificate-identity-regexp certificate-oidc-issuer certificate-oidc-issuer-regexp type
      predicate output-signature output-certificate signature certificate bundle o/output a/annotations output-key-prefix`,
    flags: "y/yes r/recursive d/verbose tlog-upload insecure-ignore-tlog allow-insecure-registry allow-http-registry local-image",
  },
  openssl: {
    dashes: 1,
    values: "in out inform outform key CAfile CApath untrusted passin passout config",
    flags: "noout text",
    under: {
      x509: {
        values: "days CA CAkey CAserial set_serial extfile extensions checkend signkey ext nameopt checkhost",
        flags: "req subject issuer dates startdate enddate fingerprint sha256 sha512 modulus serial purpose CAcreateserial pubkey",
      },
      req: { values: "newkey keyout subj days addext extensions reqexts", flags: "new x509 nodes noenc verify subject sha256 sha512" },
      s_client: { values: "connect servername cert host port", flags: "showcerts brief quiet tls1_2 tls1_3" },
      dgst: { values: "sign verify signature", flags: "sha256 sha384 sha512 hex binary" },
      rand: { flags: "base64 hex" },
    },
  },
  sha256sum: CHECKSUM,
  sha512sum: CHECKSUM,
  systemctl: {
    values: "t/type p/property n/lines o/output H/host s/signal state",
    flags: "a/all f/force q/quiet l/full now no-pager failed user system runtime",
  },
  journalctl: {
    values: "u/unit n/lines o/output p/priority g/grep t/identifier S/since U/until",
    flags: "f/follow k/dmesg r/reverse x/catalog e/pager-end no-pager utc",
  },
  apparmor_parser: { values: "I/Include b/base f/subdomainfs", flags: "r/replace a/add R/remove q/quiet C/Complain K/skip-cache W/write-cache T/skip-read-cache" },
  docker: {
    under: {
      build: { values: "t/tag f/file build-arg target platform network", flags: "no-cache pull q/quiet" },
      run: {
        values: "v/volume u/user e/env p/publish m/memory w/workdir name cap-add cap-drop security-opt pids-limit network entrypoint cpus tmpfs",
        flags: "i/interactive t/tty d/detach rm read-only privileged init",
      },
      exec: { values: "u/user e/env w/workdir", flags: "i/interactive t/tty d/detach privileged" },
    },
  },
  curl: {
    values: "H/header X/request d/data o/output m/max-time E/cert u/user A/user-agent cacert key connect-timeout resolve retry",
    flags: "k/insecure s/silent S/show-error v/verbose L/location f/fail i/include I/head O/remote-name",
  },
};
