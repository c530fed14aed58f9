"""Common first names of the visitors' countries: they settle which of two words is a name, no list is complete."""

FIRST_NAMES = frozenset(
    """
aaron abdul abigail adam adrian agnes ahmed aisha alan albert alejandro alex alexander alexandra alfred ali alice alina
amelia amir amy ana anastasia andrea andreas andrew andré andy angela angelika anita anja anke ann anna anne annette
annika anthony anton antonia antonio arjun armin arne arthur astrid aylin ayşe barbara bastian beate beatrice ben benjamin
bernd bernhard bettina bianca bill birgit björn bob boris brian brigitte bruno bärbel calvin carla carlos carmen carol
caroline carsten catherine cem charles charlotte chloe chris christian christiane christina christine christoph christopher
claire clara claudia clemens cornelia craig cynthia dagmar daniel daniela dave david deborah deniz dennis diana diego dieter
dietmar dirk dominik donald doris dorothea doug edith eduard edward ege elena elias elif elisabeth elizabeth elke ella ellen
emil emily emma emre eric erik ernst esther eva evelyn fabian fatima felix ferdinand finn fiona florian francesca frank
franz franziska fred frederik friedrich fritz gabi gabriel gabriele gareth gary george georg gerald gerd gerhard gisela
giulia grace graham greg gregor guido gunnar günter günther hakan hanna hannah hannes hans harald harry hartmut hassan
heather heidi heike heiko heiner heinrich heinz helen helena helga helmut hendrik henrik henry herbert hermann hilde
holger horst hugo ian ibrahim ida ilona ilse ina ines inga inge ingo ingrid irene iris isabel isabella isabelle ivan jack
jacob jakob james jan jana jane janet janina jasmin jason javier jean jeff jennifer jenny jens jeremy jessica jim joachim
joan joanna jochen joe joel johann johanna johannes john jon jonas jonathan jose joseph josh joshua juan judith julia julian
juliane julie jürgen jörg kai karen karin karl karla karolina karsten katarina kate katharina katherine kathrin katja
katrin kelly ken kenji kerstin kevin kim kirsten klaus konrad konstantin kristin kristina kurt lara lars laura lea lena
leo leon leonard leonie liam lina linda lisa lorenz louis louise luca lucas lucia lucy luis luisa lukas lutz lydia
magdalena maja malte manfred manuel manuela marc marcel marco marcus margaret margarete maria marie marina mario marion
mark marko markus marlene marta martin martina mary mateo mathias matt matteo matthew matthias maurice max maximilian maya
mehmet mei melanie melissa mia michael michaela michelle miguel mike miriam mohamed mohammed monica monika moritz murat
mustafa nadine nadja nancy natalie natascha nathan nicholas nick nicola nicole niklas nils nina noah nora norbert oliver
olivia olaf olga omar oskar otto owen pablo pamela pascal patricia patrick paul paula pedro peter petra phil philip philipp
pia priya rachel rahul rainer ralf ralph raphael raymond rebecca regina reinhard renate richard rita robert robin roger roland
rolf roman ron ronald rosa rosemary ruth ryan sabine sabrina sam samantha samuel sandra sara sarah sascha scott sean seán
sebastian silke silvia simon simone sofia sonja sophia sophie stefan stefanie steffen stephan stephanie stephen steve steven
sue susan susanne sven svenja sylvia tamara tanja tara thea theo theresa thomas thorsten tim timo tina tobias tom tomas toni
tony torsten ulf uli ulrich ulrike ursula uta ute uwe valentin valerie vanessa vera verena veronika victor victoria viktor
vincent volker walter wendy werner wilhelm will william wolfgang yasmin yuki yvonne zoe özlem
""".split()
)
