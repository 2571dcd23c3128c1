/** Words and rows of keys at the head of every list of leaked passwords; what people add at their ends changes little. */
const COMMON = new Set(
  `password passwort passwd passphrase welcome letmein admin administrator superuser root guest login master
  changeme default secret access abc abcd abcdef abcdefg abcdefgh abcdefghi abcabc test testing tester demo
  qwerty qwertz azerty qwertyui qwertyuio qwertyuiop qwertzuiop azertyuiop asdf asdfgh asdfghjk asdfghjkl
  zxcvbn zxcvbnm zxcvbnma yxcvbnm qazwsx qazwsxedc qweasd qweasdzxc qweqwe asdasd asdfasdf zaqwsx zaqxsw
  iloveyou ilovegod loveyou lovely loveme mylove princess sunshine dragon monkey football baseball basketball
  softball soccer hockey superman batman spiderman ironman pokemon starwars trustno michael jennifer jordan
  michelle jessica charlie daniel thomas robert andrew matthew joshua anthony ashley amanda nicole samantha
  elizabeth benjamin alexander christian victoria computer internet samsung google facebook linkedin twitter
  microsoft windows apple android iphone whatever freedom shadow killer flower hello helloworld hunter ranger
  mustang corvette ferrari porsche mercedes harley yankees cowboys eagles lakers chelsea arsenal liverpool
  barcelona realmadrid juventus manchester cheese chocolate cookie banana orange pepper ginger coffee summer
  winter spring autumn january february march april june july august september october november december monday
  tuesday wednesday thursday friday saturday sunday butterfly diamond golden silver purple yellow rainbow
  midnight phoenix tigger snoopy scooby maggie buster bailey peaches jasmine hannah junior angel angels blessed
  jesus jesuschrist heaven godisgood matrix merlin gandalf wizard wizards coupa coupacoupa snaplogic company
  office manager finance invoice purchase procurement supplier oauth token cisco oracle sapadmin sysadmin
  hallo passwort schatz fussball motdepasse bonjour soleil doudou contrasena hola bienvenido senha ciao
  juventus qwer qwerasdf asdfqwer fuckyou fuckoff asshole biteme hottie sweety babygirl loulou marina
  nothing something unknown blink starfish elephant penguin dolphin kitten doggie puppies maverick thunder
  lightning cowboy ninja samurai pirate warrior champion legend america american canada mexico england london
  paris berlin germany france india china japan texas florida california chicago boston dallas houston denver`
    .trim()
    .split(/\s+/),
);

const DIGITS = new Set(
  `12345678 123456789 1234567890 0123456789 01234567 012345678 87654321 987654321 9876543210 0987654321 11223344
  1122334455 12341234 123123123 12312312 12121212 10101010 13131313 147258369 147852369 159357456 159753456
  741852963 789456123 963852741 314159265 31415926 20202020 19841984 12344321 123454321 123321123 112233445566
  1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 1qaz2wsx 1qaz2wsx3edc zaq12wsx qaz123wsx a1b2c3d4 a1s2d3f4
  abcd1234 1234abcd abc123abc qwer1234 1234qwer asdf1234 aa123456 a123456789 a12345678 qwe123qwe q123456789
  trustno1 1g2w3e4r passw0rd`
    .trim()
    .split(/\s+/),
);

const LEET: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' };
/** More than this many other characters around a common word are a password of their own. */
const MAX_AROUND = 6;

/** True for what a guesser tries first: a common word with a few digits or signs around it, a row of keys, one character repeated. */
export function isCommonPassword(lower: string): boolean {
  if (DIGITS.has(lower) || /^(.{1,2})\1+$/u.test(lower)) return true;
  const word = unleet(withoutEnds(lower));
  return COMMON.has(word) && lower.length - word.length <= MAX_AROUND;
}

/** Without what stands around the letters: "2026welcome!" is "welcome". */
const withoutEnds = (text: string) => text.replace(/^[^\p{L}@$]+|[^\p{L}@$]+$/gu, '');
const unleet = (text: string) => text.replace(/[013457@$]/g, (sign) => LEET[sign] ?? sign);
