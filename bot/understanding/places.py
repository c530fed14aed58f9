"""Places that follow "from": a visitor "from Leeds" names a town, not an employer."""

PLACES = frozenset(
    """
germany deutschland austria österreich switzerland schweiz england scotland schottland wales ireland irland uk usa us america
amerika canada kanada france frankreich spain spanien italy italien netherlands niederlande holland belgium belgien poland polen
denmark dänemark sweden schweden norway norwegen finland finnland portugal greece griechenland turkey türkei india indien china
japan brazil brasilien mexico mexiko australia australien europe europa bayern bavaria hessen sachsen saxony tirol nrw
luxembourg luxemburg liechtenstein singapore singapur dubai israel ukraine romania rumänien hungary ungarn czechia tschechien
berlin hamburg munich münchen cologne köln frankfurt stuttgart düsseldorf leipzig dortmund essen bremen dresden hannover hanover
nuremberg nürnberg duisburg bochum wuppertal bielefeld bonn münster karlsruhe mannheim augsburg wiesbaden kiel lübeck rostock
freiburg mainz kassel erfurt ulm regensburg würzburg heidelberg potsdam aachen osnabrück oldenburg paderborn vienna wien graz
linz salzburg innsbruck zurich zürich geneva genf basel bern london manchester birmingham leeds liverpool bristol sheffield
glasgow edinburgh cardiff belfast dublin cork nottingham leicester york oxford cambridge brighton newcastle paris lyon
madrid barcelona rome rom milan mailand amsterdam rotterdam utrecht brussels brüssel antwerp warsaw warschau prague prag
budapest copenhagen kopenhagen stockholm oslo helsinki lisbon lissabon athens athen istanbul boston chicago seattle denver
texas california kalifornien florida toronto vancouver montreal sydney melbourne tokyo tokio delhi mumbai bangalore
"new york" town city work home abroad hier here there
""".replace('"', "").split()
)
