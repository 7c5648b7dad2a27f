/**
 * Who may import whom (docs/architecture.md). A type counts as an import.
 *
 * `below` names, for each room, the rooms it may stand on; nothing stands on `register` and `strategy`.
 */
const below = {
  people: [],
  constitution: ['people'],
  groups: ['people', 'constitution'],
  elections: ['people', 'constitution', 'groups'],
  assembly: ['people', 'constitution', 'groups', 'elections'],
  conference: ['people', 'constitution', 'groups', 'elections', 'assembly'],
  policy: ['people', 'constitution', 'groups', 'elections', 'assembly'],
  money: ['people', 'constitution', 'groups'],
  messages: ['people', 'constitution', 'groups'],
  events: ['people', 'constitution', 'groups'],
  discussion: ['people', 'constitution', 'groups'],
  campaigns: ['people', 'constitution', 'groups', 'events', 'messages'],
  learning: ['people', 'constitution', 'groups', 'events', 'messages'],
}
const rooms = Object.keys(below)
below.strategy = rooms
below.register = rooms

const tests = '\\.test\\.tsx?$|\\.fixture\\.ts$|/bench\\.ts$|/bench/|^packages/[^/]+/(?:src/)?test(?:ing|s)?/'
const code = (path, also = []) => ({ path, pathNot: [tests, ...also] })
const npm = 'node_modules/'

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const order = Object.entries(below).map(([room, lower]) =>
  forbid(
    `${room}-stands-on`,
    `${room} stands on ${lower.join(', ') || 'the platform alone'}; what must travel upwards goes by a socket.`,
    code(`^app/modules/${room}/`),
    { path: '^app/modules/', pathNot: `^app/modules/(?:${[room, ...lower].join('|')})/` },
  ),
)

module.exports = {
  forbidden: [
    forbid(
      'packages-stand-alone',
      'Packages import nothing of the program.',
      { path: '^packages/' },
      { path: '^(?:app|scripts|bench)/' },
    ),
    forbid(
      'tally-imports-nothing',
      'Counting is pure: nothing but its own files, not even of Node. Its command may read and write.',
      code('^packages/tally/src/', ['^packages/tally/src/cli']),
      { pathNot: '^packages/tally/src/' },
    ),
    forbid(
      'tally-command-is-nodes',
      'The command of tally needs Node and tally.',
      code('^packages/tally/(?:bin|src/cli)'),
      { pathNot: '^packages/tally/', dependencyTypesNot: ['core'] },
    ),
    forbid(
      'ballotbox-runs-anywhere',
      'Ballots are sealed in browsers: nothing that the face of ballotbox leads to needs Node.',
      { path: '^packages/ballotbox/src/index\\.ts$' },
      { path: '^[a-z_/]+$', reachable: true },
    ),
    forbid(
      'ballotbox-stands-on',
      'Sealed ballots need no library but the curves and hashes.',
      code('^packages/ballotbox/src/'),
      { pathNot: ['^packages/ballotbox/', '@noble/'], dependencyTypesNot: ['core'] },
    ),
    forbid(
      'verifier-stands-on',
      'The verifier is tally and ballotbox, with Node around them.',
      code('^packages/verifier/'),
      {
        pathNot: ['^packages/(?:verifier|tally|ballotbox)/', '@noble/'],
        dependencyTypesNot: ['core'],
      },
    ),
    forbid(
      'packages-by-their-face',
      'A package is used by its faces, not by its inner files; tests of one may use what tests another.',
      { path: '^(?:app|packages/([^/]+))/', pathNot: tests },
      {
        path: '^packages/([^/]+)/src/',
        pathNot: ['^packages/$1/', '^packages/[^/]+/src/(?:index|node)\\.ts$'],
      },
    ),
    forbid('platform-knows-no-module', 'The ground floor knows nothing that stands on it.', code('^app/platform/'), {
      path: '^app/',
      pathNot: '^app/(?:platform|ui)/',
    }),
    forbid('ui-knows-no-module', 'The design system draws what it is given.', code('^app/ui/'), {
      path: '^app/',
      pathNot: '^app/ui/',
    }),
    forbid(
      'module-by-its-face',
      'A room is entered by its index.ts.',
      { path: '^app/modules/([^/]+)/', pathNot: tests },
      {
        path: '^app/modules/([^/]+)/',
        pathNot: ['^app/modules/$1/', '^app/modules/[^/]+/index\\.ts$'],
      },
    ),
    forbid(
      'module-knows-no-whole',
      'Everything is put together above the rooms, not inside of one.',
      code('^app/modules/'),
      {
        path: '^app/',
        pathNot: '^app/(?:platform|ui|modules)/',
      },
    ),
    ...order,
    forbid(
      'pages-hold-no-sql',
      'A page reads the request, asks a query or a verb, and renders.',
      code('^app/(?:modules/[^/]+/pages|ui|front)/'),
      {
        path: ['^app/platform/database/', `${npm}(?:kysely|pg|pg-boss)/`],
      },
    ),
    forbid(
      'islands-are-small',
      'What a browser fetches brings no server with it.',
      { path: '\\.island\\.tsx$' },
      {
        path: '^app/platform/|^app/modules/[^/]+/(?:index|queries|jobs|routes)\\.ts$|\\.handler\\.ts$',
      },
    ),
    forbid(
      'islands-know-no-node',
      'There is no Node in a browser.',
      { path: '\\.island\\.tsx$' },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'no-test-in-the-house',
      'What runs for members does not know what runs for tests.',
      code('^(?:app|packages)/', ['^app/testing/']),
      {
        path: ['^app/testing/', tests],
      },
    ),
    forbid(
      'no-circle',
      'Two files that need each other to run are one, or three.',
      {},
      {
        circular: true,
        viaOnly: { dependencyTypesNot: ['type-only'] },
      },
    ),
    forbid('nothing-missing', 'An import leads somewhere.', {}, { couldNotResolve: true }),
    forbid(
      'declared',
      'What is used is in the package.json of who uses it.',
      code('^(?:app|packages)/', ['^app/testing/', '/build\\.ts$']),
      {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'],
      },
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    combinedDependencies: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
