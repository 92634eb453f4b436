// Runs a script of actions/github-script against a pull request that exists only here, and tells what it did.
// Input on stdin: {script, folder, run, pull, comments}. Output: the calls that write, and what was said.
'use strict'

const input = JSON.parse(require('fs').readFileSync(0, 'utf8'))
process.env.FOLDER = input.folder
const told = { calls: [], said: [], failed: false }
const say = (level) => (words) => told.said.push(`${level}: ${words}`)
const core = { notice: say('notice'), warning: say('warning'), setFailed: (words) => { told.failed = true; say('failed')(words) } }
const write = (name) => async (given) => { told.calls.push({ name, ...given }) }
const github = {
  rest: {
    pulls: {
      get: async ({ pull_number }) => {
        if (pull_number !== input.pull.number) throw new Error('Not Found')
        return { data: input.pull }
      }
    },
    issues: { listComments: 'listComments', createComment: write('create'), updateComment: write('update') }
  },
  paginate: async (method, given) => {
    if (method !== 'listComments' || given.issue_number !== input.pull.number) throw new Error('Not Found')
    return input.comments
  }
}
const context = { repo: { owner: 'kota', repo: 'arsitektur' }, payload: { workflow_run: input.run } }
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor
new AsyncFunction('github', 'context', 'core', 'require', input.script)(github, context, core, require)
  .catch((error) => { told.failed = true; told.said.push(`error: ${error.message}`) })
  .finally(() => process.stdout.write(JSON.stringify(told)))
