/** What the invented clients and people are called. Nobody here exists; addresses end in `.example` (RFC 2606). */

/**
 * @typedef {object} Culture
 * @property {readonly string[]} given
 * @property {readonly string[]} family
 * @property {boolean} [familyFirst]
 * @property {number} offset Hours that its offices are ahead of UTC.
 */

/** @type {Record<string, Culture>} */
export const cultures = {
  en: {
    given:
      "Ada Grace Owen Priya Liam Hannah Marcus Chloe Samuel Aisha Tom Niamh Daniel Ruth Callum Leah Victor Imogen Joel Beth Ravi Nora Adrian Megan".split(
        " ",
      ),
    family:
      "Park Whitfield Okafor Bennett Shah Lindqvist Doyle Marsh Abbott Fielding Nwosu Harper Kerr Pemberton Sinclair Rowe Hartley Mensah Coyle Vance Thorne Iqbal Lacey Brody".split(
        " ",
      ),
    offset: 0,
  },
  us: {
    given:
      "Jordan Emily Tyler Maya Ethan Sofia Caleb Jasmine Wyatt Olivia Andre Rachel Diego Kayla Noah Brianna Logan Alexis Hunter Teresa Isaac Paige Damon Ximena".split(
        " ",
      ),
    family:
      "Alvarez Reyes Kowalski Bryant Sutton Delgado Hoffman Pruitt Washington Nakamura Larsen Castillo Boone McKinney Ortega Vaughn Tran Gallagher Ruiz Haynes Fitzgerald Osborne Nguyen Beck".split(
        " ",
      ),
    offset: -5,
  },
  de: {
    given:
      "Anneliese Jürgen Katharina Matthias Friederike Björn Ursula Sebastian Heike Maximilian Gudrun Tobias Käthe Florian Sabine Christoph Wiebke Lukas Brigitte Jörg".split(
        " ",
      ),
    family:
      "Müller Schönfeld Großmann Hauptmann Leutheusser-Schnarrenberger Bäcker Wiedemann Köhler Straßburger Vogelsang Öztürk Brandstätter Fürst Zimmermann Höfer Rautenberg Kühn Pfeiffer Dietrich Lohse".split(
        " ",
      ),
    offset: 1,
  },
  fr: {
    given:
      "Élodie Benoît Françoise Loïc Camille Thierry Maëlle Jérôme Océane Rémi Solène Gaëtan Clémence Hugo Inès Yannick".split(
        " ",
      ),
    family:
      "Lefèvre Dubois-Martin Chevalier Garnier Bélanger Rousseau Thibault Moreau Lacroix Pelletier Fontaine Guérin Delacroix Renard Barbier Caron".split(
        " ",
      ),
    offset: 1,
  },
  es: {
    given:
      "María Íñigo Lucía Álvaro Carmen Joaquín Begoña Andrés Nuria Sergio Rocío Ángel Paloma Héctor Leticia Gonzalo".split(
        " ",
      ),
    family:
      "Núñez García-Márquez Ibáñez Peña Castaño Rodríguez Echeverría Muñoz Zúñiga Bermúdez Olivares Quintana Arévalo Salazar Vidal Cortés".split(
        " ",
      ),
    offset: 1,
  },
  pt: {
    given: "João Conceição Thiago Letícia Antônio Beatriz Fábio Larissa Otávio Renata Caio Luíza Márcio Jussara".split(
      " ",
    ),
    family:
      "Gonçalves Araújo da_Conceição Magalhães Nogueira Falcão Brandão Siqueira Assunção Cavalcanti Teixeira Leão Moraes Barreto".split(
        " ",
      ),
    offset: -3,
  },
  nl: {
    given: "Sanne Joris Femke Bram Maartje Thijs Anouk Ruben Lotte Sjoerd Marijke Daan".split(" "),
    family:
      "van_der_Berg de_Vries Jansen van_den_Heuvel Bakker Dijkstra Hoekstra Mulder ter_Horst Kuipers Brouwer van_Leeuwen".split(
        " ",
      ),
    offset: 1,
  },
  pl: {
    given: "Agnieszka Łukasz Małgorzata Paweł Żaneta Wojciech Katarzyna Zdzisław Ewelina Michał".split(" "),
    family:
      "Wiśniewska Dąbrowski Szczęsny Kwiatkowska Brzęczyszczykiewicz Zieliński Łuczak Jabłońska Górski Piątek".split(
        " ",
      ),
    offset: 1,
  },
  ja: {
    given: "陽菜 健太 さくら 大輔 美咲 翔太 由美子 拓也 葵 直樹 千尋 誠".split(" "),
    family: "佐藤 鈴木 高橋 田中 渡辺 伊藤 小林 中村 加藤 吉田 長谷川 勅使河原".split(" "),
    familyFirst: true,
    offset: 9,
  },
  ar: {
    given: "فاطمة محمد ليلى يوسف نور خالد مريم عمر سلمى طارق هدى زياد".split(" "),
    family: "الحداد المنصوري العتيبي الخطيب النجار الشريف الفارسي القاسمي المصري الزهراني العلي السيد".split(" "),
    offset: 3,
  },
};

for (const culture of Object.values(cultures)) culture.family = culture.family.map((name) => name.replaceAll("_", " "));
const ELSEWHERE = Object.keys(cultures).slice(0, 8);

/** Latin letters for addresses; whatever has none is named by number. */
const LETTERS = { ß: "ss", æ: "ae", ø: "o", ł: "l", ı: "i", đ: "d" };

/** @param {string} text */
export function slug(text) {
  return text
    .toLowerCase()
    .replace(/[ßæøłıđ]/g, (letter) => LETTERS[/** @type {keyof typeof LETTERS} */ (letter)])
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/**
 * @param {import("./random.js").Random} rng
 * @param {string} culture
 */
export function personName(rng, culture) {
  // Offices hire from everywhere: one in eight has a name from elsewhere.
  const from = /** @type {Culture} */ (cultures[rng.chance(0.125) ? rng.pick(ELSEWHERE) : culture]);
  const given = rng.pick(from.given);
  const family = rng.pick(from.family);
  return from.familyFirst ? `${family} ${given}` : `${given} ${family}`;
}

const FIRST =
  "Harbour Alder Meridian Copper Juniper Northgate Fenwick Larkspur Granite Beacon Willowbrook Ironbridge Saltmarsh Kestrel Foxglove Millrace Sandhurst Cedarline Oakhollow Brightwater Stonecrop Heron Tamarind Quillon Wexcombe Ashdown Bluestem Thornfield Ridgeway Marlowe".split(
    " ",
  );
const SECOND = [
  "Dental",
  "Logistics",
  "Accountants",
  "Architects",
  "Foods",
  "Engineering",
  "Property",
  "Care Homes",
  "Legal",
  "Brewery",
  "Schools Trust",
  "Insurance Brokers",
  "Pharmacy Group",
  "Print",
  "Veterinary",
  "Credit Union",
  "Plumbing Supplies",
  "Robotics",
  "Travel",
  "Marine",
];

/**
 * A name for a client beyond those that are written out.
 * @param {number} index
 */
export const composedName = (index) => {
  const first = FIRST[index % FIRST.length];
  const second = SECOND[Math.floor(index / FIRST.length) % SECOND.length];
  const round = Math.floor(index / (FIRST.length * SECOND.length));
  return round === 0 ? `${first} ${second}` : `${first} ${second} ${round + 1}`;
};
