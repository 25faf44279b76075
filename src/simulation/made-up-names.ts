// Names of people who do not exist; a place has people of many origins.

export const FAMILY_NAMES =
  `Abara Ackroyd Ahmadi Anand Appleyard Atherton Bagshaw Balogun Barraclough Beaumont Bhatti Birkett
Blackshaw Booth Bostock Broomhead Brzezinski Calvert Chaudhry Cheung Clegg Coldwell Crossley Dacosta Dawtry Desai Dhillon
Drabble Dungworth Earnshaw Eze Farrow Fernandes Firth Garside Gosling Greaves Habib Haigh Hallam Hartley Hirst Hoyland Hussain
Ibbotson Iqbal Jagger Jessop Kapoor Kaur Kilner Kowalczyk Lam Lockwood Machin Marples Mensah Micklethwaite Mistry Murphy
Naylor Ndlovu Nowak Oldroyd Osei Padley Parveen Patel Pashley Platts Popescu Quarmby Rafferty Rahman Ramsden Rawson Revill
Rodgers Sanderson Satterthwaite Saville Shackleton Siddall Singh Skelton Staniforth Swallow Tanaka Thackray Thwaites Tingle
Tyas Ullah Utley Varley Wadsworth Walkden Wigfield Wolstenholme Wosskow Yates Zaman`.split(/\s/)

export const GIVEN_NAMES = {
  female:
    `Aileen Alma Anjali Avril Barbara Beryl Carmel Cynthia Daphne Doreen Edna Eileen Elspeth Enid Farida Freda Geraldine
Gloria Gwen Hazel Hilda Ida Iris Irena Jacqueline Kamala Kathleen Lakshmi Lilian Lucia Marjorie Mavis Meera Monica Muriel Nadia
Nasreen Nora Olive Pamela Parminder Pearl Rita Rosemary Ruby Shirley Stella Sylvia Teresa Thelma Ursula Vera Winifred Yasmin
Yvonne`.split(/\s/),
  male: `Abdul Albert Alfred Amit Arnold Arthur Bernard Cecil Clifford Cyril Darius Desmond Donald Edwin Emmanuel Ernest Faisal
Frank Gerald Giovanni Gordon Hamid Hubert Imran Ivan Jagdish Jerzy Kelvin Kwame Laurence Leonard Lionel Malcolm Mehmet Mohan
Neville Norman Osman Percy Philip Rajesh Reginald Roy Samuel Stanley Sydney Terence Thomas Trevor Vernon Victor Walter Wilfred
Yusuf`.split(/\s/),
} as const

/** Streets that no town has. */
export const STREETS =
  `Anvil-Row Beacon-Lane Canal-Bank Cutlers-Yard Damson-Close Fold-Street Foundry-Hill Grinders-Walk
Harrow-Court Heron-Way Kiln-Lane Lark-Rise Lantern-Road Mill-Race Orchard-Fold Paddock-View Quarry-Bank Rushes-End Shuttle-Street
Weavers-Green`
    .split(/\s/)
    .map((street) => street.replace('-', ' '))
