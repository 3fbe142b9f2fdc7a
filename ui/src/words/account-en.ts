/** English words of a person's own account: the second factor, sessions, and a password that is due. */

import type { accountNl } from './account-nl.ts'

export const accountEn: typeof accountNl = {
  factor: {
    title: 'Second factor',
    none: 'You sign in with a password only. With a second factor, who knows your password has nothing yet.',
    since: 'At sign-in a code of your app is asked, since {{at}}.',
    codesLeft_one: '{{count, number}} recovery code left.',
    codesLeft_other: '{{count, number}} recovery codes left.',
    required: 'Your role asks for a second factor.',
    enrol: 'Set up a second factor',
    enrolExplain: 'Your password first: so nobody else sets this up on a screen that was left open.',
    next: 'Go on',
    scan: 'Open the app that makes codes and scan this square. Then type the six digits that the app shows.',
    qr: 'QR code for your app; the text below it says the same',
    orType: 'Or type this into the app:',
    code: 'Code of the app',
    codeHint: 'Six digits, or one of your recovery codes when your phone is gone.',
    confirm: 'Confirm',
    show: 'Go on',
    codesOnce:
      'Your recovery codes, each for one time. They stand here once: keep them on paper, not on the phone with the app.',
    kept: 'I have kept them',
    renew: 'New recovery codes',
    renewExplain: 'The old recovery codes no longer hold then.',
    remove: 'Take the second factor away',
    removeExplain: 'After that your password is enough again. You are signed out everywhere else.',
    removed: 'The second factor was taken away.',
    noApp: 'You sign in with a passkey. An app that makes codes is a spare beside it.',
    passkeys: 'Passkeys',
    passkeyAbout:
      'A passkey lives in your phone or computer and works with your finger, face or the PIN of that device. You type nothing, so there is nothing to be seen or given away.',
    passkeyUse: 'Sign in with a passkey',
    passkeyAdd: 'Add a passkey',
    passkeyName: 'Name of this device',
    passkeyDevice: 'this device',
    passkeyExplain:
      'Your password first. Then your device asks for finger, face or PIN. You are signed out everywhere else.',
    passkeyMade: 'made on {{at}}, not used yet',
    passkeyUsed: 'last used on {{at}}',
    passkeyForget: 'Forget',
    passkeyForgetExplain: 'Nobody signs in with this passkey any more. You are signed out everywhere else.',
    passkeyNot: 'Passkeys work where Baken has a name as its address, not at an address of digits.',
    passkeyStopped: 'No passkey was used: it was cancelled, or this device has none for Baken.',
    provider: 'Sign in with {{name}}',
    'provider-silent': 'The sign-in service does not answer. Try later, or sign in with your password.',
    'identity-late': 'Signing in took too long or began in another window. Begin again.',
    'identity-refused': 'The sign-in service did not confirm who you are. Begin again.',
    'identity-unknown': 'No account here belongs to this identity. Give this to your administrator: {{subject}}',
    password: 'Your password'
  },
  sessions: {
    title: 'Where you are signed in',
    about:
      'Every browser in which you are signed in now. If you do not know one, sign it out and choose another password.',
    here: 'this browser',
    unknown: 'another browser, address unknown',
    onMachine: 'another browser, on the computer that runs Baken',
    from: 'another browser, from network address {{client}}',
    times: 'since {{started}}, last used {{seen}}',
    end: 'Sign out',
    endOf: 'Sign out: the session since {{at}}',
    endOthers: 'Sign out everywhere else',
    ended: 'Signed out.'
  },
  due: {
    factorTitle: 'Your second factor',
    factorWhy: 'Your password is right. Now give the code that your app shows.',
    enrolmentTitle: 'Set up a second factor',
    enrolmentWhy: 'Your role asks for more than a password. You need an app on your phone that makes codes.',
    passwordTitle: 'Choose a password of your own',
    passwordWhy: 'You signed in with a one-time password. Before you go on you choose one that only you know.'
  }
}
