"""General lists about the world: countries with their demonyms and capitals, given names.

Plain knowledge that any English news reader has; nothing here comes from a particular document.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

Gender = Literal["m", "f"]

# country and other names | demonyms | capital, which headlines use for the government
_COUNTRIES = """
Afghanistan|Afghan Afghans|Kabul
Albania|Albanian|Tirana
Algeria|Algerian|Algiers
Angola|Angolan|Luanda
Argentina|Argentine Argentinian|Buenos Aires
Armenia|Armenian|Yerevan
Australia|Australian|Canberra
Austria|Austrian|Vienna
Azerbaijan|Azerbaijani Azeri|Baku
Bahrain|Bahraini|Manama
Bangladesh|Bangladeshi|Dhaka
Belarus|Belarusian|Minsk
Belgium|Belgian|Brussels
Bolivia|Bolivian|La Paz
Bosnia,Bosnia and Herzegovina|Bosnian|Sarajevo
Botswana|Botswanan|Gaborone
Brazil|Brazilian|Brasilia,Brasília
Britain,United Kingdom,UK,U.K.,Great Britain,England|British Briton Britons English|London
Bulgaria|Bulgarian|Sofia
Cambodia|Cambodian|Phnom Penh
Cameroon|Cameroonian|Yaounde
Canada|Canadian|Ottawa
Chad|Chadian|N'Djamena
Chile|Chilean|Santiago
China,People's Republic of China|Chinese|Beijing
Colombia|Colombian|Bogota,Bogotá
Congo|Congolese|Kinshasa
Costa Rica|Costa Rican|San Jose
Croatia|Croatian Croat|Zagreb
Cuba|Cuban|Havana
Cyprus|Cypriot|Nicosia
Czech Republic,Czechia|Czech|Prague
Denmark|Danish Dane Danes|Copenhagen
Ecuador|Ecuadorian|Quito
Egypt|Egyptian|Cairo
El Salvador|Salvadoran|San Salvador
Eritrea|Eritrean|Asmara
Estonia|Estonian|Tallinn
Ethiopia|Ethiopian|Addis Ababa
Fiji|Fijian|Suva
Finland|Finnish Finn Finns|Helsinki
France|French Frenchman|Paris
Gabon|Gabonese|Libreville
Gambia|Gambian|Banjul
Georgia|Georgian|Tbilisi
Germany|German|Berlin
Ghana|Ghanaian|Accra
Greece|Greek|Athens
Guatemala|Guatemalan|Guatemala City
Guinea|Guinean|Conakry
Guyana|Guyanese|Georgetown
Haiti|Haitian|Port-au-Prince
Honduras|Honduran|Tegucigalpa
Hungary|Hungarian|Budapest
Iceland|Icelandic Icelander|Reykjavik
India|Indian|New Delhi,Delhi
Indonesia|Indonesian|Jakarta
Iran|Iranian|Tehran
Iraq|Iraqi|Baghdad
Ireland|Irish|Dublin
Israel|Israeli|Jerusalem
Italy|Italian|Rome
Ivory Coast|Ivorian|Abidjan
Jamaica|Jamaican|Kingston
Japan|Japanese|Tokyo
Jordan|Jordanian|Amman
Kazakhstan|Kazakh Kazakhstani|Astana
Kenya|Kenyan|Nairobi
Kosovo|Kosovan Kosovar|Pristina
Kuwait|Kuwaiti|Kuwait City
Kyrgyzstan|Kyrgyz|Bishkek
Laos|Laotian|Vientiane
Latvia|Latvian|Riga
Lebanon|Lebanese|Beirut
Liberia|Liberian|Monrovia
Libya|Libyan|Tripoli
Lithuania|Lithuanian|Vilnius
Luxembourg|Luxembourgish|Luxembourg
Madagascar|Malagasy|Antananarivo
Malawi|Malawian|Lilongwe
Malaysia|Malaysian|Kuala Lumpur
Maldives|Maldivian|Male
Mali|Malian|Bamako
Malta|Maltese|Valletta
Mauritania|Mauritanian|Nouakchott
Mexico|Mexican|Mexico City
Moldova|Moldovan|Chisinau
Mongolia|Mongolian|Ulaanbaatar
Montenegro|Montenegrin|Podgorica
Morocco|Moroccan|Rabat
Mozambique|Mozambican|Maputo
Myanmar,Burma|Burmese|Naypyidaw
Namibia|Namibian|Windhoek
Nepal|Nepali Nepalese|Kathmandu
Netherlands,Holland|Dutch|Amsterdam
New Zealand|New Zealander|Wellington
Nicaragua|Nicaraguan|Managua
Niger|Nigerien|Niamey
Nigeria|Nigerian|Abuja
North Korea|North Korean|Pyongyang
North Macedonia|Macedonian|Skopje
Norway|Norwegian|Oslo
Oman|Omani|Muscat
Pakistan|Pakistani|Islamabad
Palestine|Palestinian|Ramallah
Panama|Panamanian|Panama City
Paraguay|Paraguayan|Asuncion
Peru|Peruvian|Lima
Philippines|Philippine Filipino Filipina|Manila
Poland|Polish Pole Poles|Warsaw
Portugal|Portuguese|Lisbon
Qatar|Qatari|Doha
Romania|Romanian|Bucharest
Russia,Russian Federation,USSR,Soviet Union|Russian Soviet|Moscow
Rwanda|Rwandan|Kigali
Saudi Arabia|Saudi|Riyadh
Scotland|Scottish Scot Scots|Edinburgh
Senegal|Senegalese|Dakar
Serbia|Serbian Serb|Belgrade
Sierra Leone|Sierra Leonean|Freetown
Singapore|Singaporean|Singapore
Slovakia|Slovak|Bratislava
Slovenia|Slovenian Slovene|Ljubljana
Somalia|Somali|Mogadishu
South Africa|South African|Pretoria
South Korea,Korea|South Korean Korean|Seoul
South Sudan|South Sudanese|Juba
Spain|Spanish Spaniard|Madrid
Sri Lanka|Sri Lankan|Colombo
Sudan|Sudanese|Khartoum
Sweden|Swedish Swede Swedes|Stockholm
Switzerland|Swiss|Bern
Syria|Syrian|Damascus
Taiwan|Taiwanese|Taipei
Tajikistan|Tajik|Dushanbe
Tanzania|Tanzanian|Dodoma
Thailand|Thai|Bangkok
Togo|Togolese|Lome
Tunisia|Tunisian|Tunis
Turkey,Türkiye,Turkiye|Turkish Turk Turks|Ankara
Turkmenistan|Turkmen|Ashgabat
Uganda|Ugandan|Kampala
Ukraine|Ukrainian|Kyiv,Kiev
United Arab Emirates,UAE,U.A.E.|Emirati|Abu Dhabi
United States,United States of America,US,U.S.,USA,U.S.A.,America|American|Washington
Uruguay|Uruguayan|Montevideo
Uzbekistan|Uzbek|Tashkent
Vatican|Vatican|Vatican City
Venezuela|Venezuelan|Caracas
Vietnam|Vietnamese|Hanoi
Wales|Welsh|Cardiff
Yemen|Yemeni|Sanaa
Zambia|Zambian|Lusaka
Zimbabwe|Zimbabwean|Harare
"""

_OTHER_PLACES = """
Europe|Asia|Africa|North America|South America|Latin America|Middle East|Antarctica|Oceania|Crimea|Gaza|West Bank
New York|New York City|Los Angeles|Chicago|Houston|Boston
San Francisco|Philadelphia|Detroit|Atlanta|Miami|Seattle|Denver
Dallas
California|Texas|Florida|Ohio|Iowa|Virginia|Pennsylvania|Michigan|Wisconsin|Arizona|Nevada|Colorado|New Hampshire
North Carolina|South Carolina|New Jersey|Massachusetts|Illinois|Indiana|Minnesota|Missouri|Oregon|Utah|Alabama|Alaska
Arkansas|Connecticut|Delaware|Hawaii|Idaho|Kansas|Kentucky|Louisiana|Maine|Maryland|Mississippi|Montana|Nebraska
New Mexico|North Dakota|South Dakota|Oklahoma|Rhode Island|Tennessee|Vermont|West Virginia|Wyoming
Hong Kong|Shanghai|Mumbai|Sydney|Melbourne|Toronto|Montreal|Istanbul|Dubai|Geneva|Munich|Hamburg|Milan|Barcelona
Manchester|Liverpool|Birmingham|Glasgow|Belfast|Northern Ireland|The Hague|St. Petersburg|Rio de Janeiro|Johannesburg
Osaka|Kyoto|Lagos|Karachi|Zurich|Frankfurt|Strasbourg|Davos|Siberia|Donbas|Kashmir|Tibet|Xinjiang|Catalonia|Bavaria
"""

_MALE = """
Aaron Abdul Abdullah Adam Adrian Ahmed Akira Alan Albert Alberto Alejandro Alex Alexander Alexei Alfred
Ali Allan Anders Andre Andreas
Andrei Andres Andrew Andrzej Angus Anthony Antonio Anton Arjun Arnold Arthur Ben Benjamin Bernard Bernie
Bill Bob Boris Brad Brandon
Brendan Brett Brian Bruce Bruno Carl Carlos Charles Charlie Chris Christian Christoph Christopher Chuck
Claude Colin Craig Dale Dan
Daniel Dave David Dean Dennis Denis Derek Desmond Dick Diego Dimitri Dmitri Dmitry Dominic Don Donald
Doug Douglas Duncan Ed Eddie
Edgar Eduardo Edward Edwin Elias Elliot Emil Emmanuel Enrique Eric Erik Ernest Ethan Eugene Evan Felix
Fernando Francesco Francis
Francisco Francois François Frank Franz Fred Frederick Gabriel Gareth Gary Gavin Geoff Geoffrey George
Gerald Gerard Gerhard Gilbert
Giorgio Giovanni Giuseppe Glenn Gordon Graham Greg Gregory Guido Guillermo Guy Hans Harold Harry Hassan
Hector Heinrich Helmut Henri
Henrik Henry Herbert Hiroshi Howard Hugh Hugo Ian Ibrahim Igor Isaac Ivan Jack Jacob Jacques Jake James
Jamal Jan Jason Javier Jay
Jean Jeff Jeffrey Jens Jeremy Jerome Jerry Jesse Jim Jimmy Joachim Joe Joel Johan Johannes John Jon
Jonas Jonathan Jorge Jose José
Josef Joseph Josh Joshua Juan Julian Jurgen Justin Karl Keith Ken Kenneth Kenji Kevin Khalid Klaus
Konstantin Kurt Kyle Larry Lars
Laurent Lawrence Lee Leo Leon Leonard Lewis Liam Louis Luca Lucas Luigi Luis Luke Magnus Mahmoud Manuel
Marc Marcel Marco Marcos Marcus
Mario Mark Markus Martin Marvin Mathias Matt Matteo Matthew Maurice Max Maxim Michael Michel Miguel
Mikhail Mike Milan Mitch Mohamed
Mohammad Mohammed Muhammad Mustafa Nathan Neil Nicholas Nick Nicolas Nigel Nikolai Noah Norman Oleg Olaf
Oliver Omar Oscar Osman Otto
Pablo Patrick Paul Paulo Pavel Pedro Per Pete Peter Petr Phil Philip Philippe Pierre Piotr Rafael Rajesh
Ralph Ramon Randy Raul Ray
Raymond Rene Ricardo Richard Rick Rob Robert Roberto Robin Rodrigo Roger Roland Roman Ron Ronald Ross
Roy Rudolf Rupert Russell Ryan
Salman Sam Samir Samuel Santiago Scott Sean Sebastian Sergei Sergey Sergio Seth Shinzo Simon Sophocles
Stanislav Stanley Stefan Stephen
Stephane Steve Steven Stuart Sven Takeshi Taro Ted Terry Theo Theodore Thomas Tim Timothy Toby Todd Tom
Tomas Tony Trevor Umar Victor
Viktor Vincent Vitaly Vladimir Volodymyr Walter Wayne Werner William Willem Wolfgang Xavier Yusuf Yuri
Yasser Zachary Fumio Shigeru Will August Dean Earl Grant Nils Arne Bjorn Björn Knut Leif Dag Tor Gunnar Jukka Pekka
"""

_FEMALE = """
Abigail Agnes Aisha Akiko Alexandra Alice Alicia Alison Amanda Amelia Amina Amy Ana Anastasia Andrea
Angela Angelina Anita Ann Anna
Annalena Anne Annette Antonia April Astrid Audrey Barbara Beatrice Beatriz Bernadette Beth Betty Birgit
Bridget Brigitte Camila Carla
Carmen Carol Caroline Catherine Cecilia Celia Charlotte Cheryl Chiara Christina Christine Claire Clara
Claudia Cynthia Daniela Daphne
Dawn Deborah Debbie Denise Diana Diane Dolores Donna Doris Dorothy Edith Eileen Elaine Eleanor Elena
Elisa Elisabeth Elise Elizabeth Ella
Ellen Elsa Emily Emma Erika Erin Esther Eva Eve Evelyn Fatima Fiona Florence Frances Francesca Gabriela
Gabrielle Gail Gemma Georgia
Gina Ginny Gloria Grace Greta Hanna Hannah Harriet Heather Heidi Helen Helena Helga Hillary Hilary Ines
Ingrid Irene Irina Iris Isabel
Isabella Ivana Jacinda Jackie Jane Janet Janice Jean Jeanne Jennifer Jenny Jessica Jill Joan Joanna
Joanne Jocelyn Jodie Josephine Joy
Joyce Juanita Judith Judy Julia Julie Juliet Kaja Karen Karin Kate Katherine Kathleen Kathryn Katie
Katja Kelly Kellyanne Kim Kimberly
Kirsten Kristin Kristina Laura Lauren Leah Leila Lena Leslie Lidia Liliana Lily Linda Lisa Liz Lorraine
Louise Lucia Lucy Lydia Lyudmila
Madeleine Magdalena Maggie Mai Margaret Margarita Maria María Marie Marina Marine Marion Marta Martha
Mary Maureen Maya Megan Melania
Melanie Melissa Mia Michelle Mildred Miriam Moira Molly Monica Monika Nadia Nancy Naomi Natalia Natalie
Natasha Nicola Nicole Nina Nora
Noriko Norma Olga Olivia Ophelia Pamela Patricia Paula Pauline Penny Petra Phoebe Phyllis Polly
Priscilla Priya Rachel Rebecca Renata
Renee Rita Roberta Rosa Rose Rosemary Rosie Roxana Ruth Sabine Sabrina Sally Samantha Sandra Sanna Sara
Sarah Sharon Sheila Shirley Silvia
Simone Sofia Sonia Sophia Sophie Stella Stephanie Susan Susanna Suzanne Svetlana Sylvia Tamara Tanya
Tatiana Teresa Theresa Tina Tracy
Ulrike Ursula Valentina Valerie Vanessa Vera Veronica Victoria Violet Virginia Vivian Wendy Winifred
Xiomara Yasmin Yoko Yolanda Yulia
Yuriko Yvonne Zainab Zoe May June Hope Faith Ivy Olive
"""


@cache
def countries() -> Mapping[str, str]:
    """Every name, demonym and capital → the country's first name: `Finns`, `Finnish`, `Helsinki` → `Finland`."""
    found: dict[str, str] = {}
    for line in _COUNTRIES.strip().splitlines():
        names, demonyms, capitals = line.split("|")
        key = names.split(",", 1)[0]
        compounds = ("North ", "South ", "Costa ", "Sierra ", "Sri ", "New ")
        adjectives = (
            [demonyms] if demonyms.startswith(compounds) and "Korean Korean" not in demonyms else demonyms.split()
        )
        if key == "South Korea":
            adjectives = ["South Korean", "Korean"]
        for name in (*names.split(","), *adjectives, *capitals.split(",")):
            found.setdefault(name, key)
    return MappingProxyType(found)


@cache
def capitals() -> frozenset[str]:
    """The capitals of countries, by which their governments are called as well."""
    return frozenset(name for line in _COUNTRIES.strip().splitlines() for name in line.split("|")[2].split(","))


@cache
def demonyms() -> frozenset[str]:
    """Adjectives and inhabitants of countries (`Kenyan`, `Finns`), plus those of continents."""
    found = {"European", "Asian", "African", "Western", "Arab", "Kurdish", "Scandinavian", "Nordic", "Baltic"}
    for line in _COUNTRIES.strip().splitlines():
        words = line.split("|")[1]
        found.update({words, *words.split()} - {"North", "South", "Costa", "Sierra", "Sri", "New", "Vatican"})
    found.update(f"{name}s" for name in tuple(found) if name.endswith(("n", "i")) and " " not in name)
    return frozenset(found - {"South Korean Korean"})


@cache
def places() -> frozenset[str]:
    """Names of countries, capitals, continents, large cities and states, as written in English news."""
    names = {name for name in countries() if name not in demonyms()}
    names.update(name for line in _OTHER_PLACES.strip().splitlines() for name in line.split("|"))
    return frozenset(names | {"Vatican"})


@cache
def given_names() -> Mapping[str, Gender | None]:
    """Common given name → `m`, `f`, or None where both are usual."""
    male, female = set(_MALE.split()), set(_FEMALE.split())
    both: dict[str, Gender | None] = dict.fromkeys(male & female, None)
    both.update(dict.fromkeys(male - female, "m"))
    both.update(dict.fromkeys(female - male, "f"))
    return MappingProxyType(both)
