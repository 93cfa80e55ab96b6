/**
 * What is tried first of the passwords that are long enough: entries of twelve characters and more of published lists of
 * leaked passwords (SecLists, "10-million-password-list-top-1000000"), in small letters.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `123456789012 1234567890123 12345678901234 123456789123 1234567890abc 123123123123 111222333444 112233445566 121212121212
  abcdefghijkl abcdefghijklm abcd12345678 abc123abc123 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv q1w2e3r4t5y6
  qwertyuiop12 qwertyuiop123 qwertyuiop[] qwertyuiopasdf qwerty123456 qwerty1234567 qwertyqwerty asdfghjkl123 asdfghjklqwe
  zxcvbnm12345 zaq12wsxcde3 password1234 password12345 password123456 passwordpassword mypassword123 p@ssw0rd1234 passw0rd1234
  passwort1234 administrator administrator1 adminadmin123 administrador letmeinletmein letmein12345 changeme1234 changemenow1
  welcome12345 welcome123456 iloveyou1234 iloveyouforever iloveyousomuch ihateyou1234 trustno1trustno1 superman1234 batman123456
  michelle1234 alexander123 christopher1 christopher12 elizabeth123 stephanie123 butterfly123 chocolate123 basketball12 football1234
  baseball1234 liverpoolfc1 manchesterunited arsenalarsenal chelseachelsea barcelona123 realmadrid123 motherfucker motherfucker1
  fuckyoufuckyou masterofpuppets metallica123 dragonball123 dragonballz1 starwars1234 pokemon12345 minecraft123 playstation3
  playstation2 harrypotter1 harrypotter7 lordoftherings kubernetes123 kubernetes1234 kubernetesadmin correcthorsebatterystaple
  rootrootroot toortoortoor testtesttest testing12345 temppassword secretsecret secret123456 summer202412 winter202412`.split(
    /\s+/,
  ),
);
