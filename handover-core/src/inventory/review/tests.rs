use crate::inventory::Table::{self, Containers, Documents, Dossiers, Events, Fonds, Systems};
use crate::inventory::test_tables::{Texts, checked};
use crate::profile::BuiltIn;

fn told(tables: &[(Table, &str)]) -> Vec<String> {
    checked(BuiltIn::Tt05, &Texts::of(tables), None).1
}

#[test]
fn a_sound_inventory_says_nothing() {
    let tables = [
        (Fonds, "code,name,status,closedOn,dateRange\nP,Phông,closed,2025-06-30,1976-2025\n"),
        (Containers, "fonds,code\nP,01\n"),
        (
            Dossiers,
            "fonds,container,fileCode,title,startDate,endDate,totalDoc\n\
             P,01,P.2001.1,\"Tập lưu, khuyết 02\",2001,03/2001,2\n",
        ),
        (
            Documents,
            "dossier,docOrdinal,docCode,issuedDate,subject\n\
             P.2001.1,01,P.2001.1.0000001,15/01/2001,x\nP.2001.1,3,P.2001.1.0000003,03/2001,y\n",
        ),
    ];
    assert_eq!(told(&tables), [""; 0]);
    let (sound, _) = checked(BuiltIn::Archive, &Texts::of(&tables), None);
    // The historical archive asks for more, and each of it is a no.
    let counts = (sound.report.counts.block, sound.report.counts.warn, sound.rows);
    assert_eq!(counts, (2, 0, 5), "{:?}", sound.report.findings);
}

#[test]
fn findings_come_in_the_order_of_tables_rows_and_columns() {
    let tables = [
        (Fonds, "code,name\nP,x\nP,y\n"),
        (
            Dossiers,
            "fonds,container,fileCode,title,startDate,endDate,totalDoc\n\
             Q,9,A,x,2001,2000,\nP,,A,x,sai,,\n",
        ),
        (Documents, "dossier,subject\nB,\nA,x\n"),
        (Systems, "name\n\n\"\"\n"),
    ];
    assert_eq!(
        told(&tables),
        [
            "fonds[2].code inventory.code-twice first=1",
            "dossiers[1].fonds inventory.unknown-fonds",
            "dossiers[1].endDate table.cell column=endDate problem=before-start",
            "dossiers[2].fileCode inventory.code-twice first=1",
            "dossiers[2].startDate table.cell column=startDate problem=not-a-date",
            "documents[1] inventory.document-without-dossier",
            "documents[1].subject table.cell column=subject problem=required",
            "systems[1].name table.cell column=name problem=required",
        ]
    );
}

#[test]
fn codes_stand_once_containers_once_in_their_fonds() {
    let tables = [
        (Containers, "fonds,code\nP,1\nQ,1\nP,1\n"),
        (
            Documents,
            "dossier,docOrdinal,docId,docCode,subject\nA,1,i,A.0000001,x\nA,2,i,A.0000001,x\n\
             A,3,,,x\nA,4,,,x\n",
        ),
        (Dossiers, "fileCode,container,title\nA,1,x\nB,2,x\n"),
    ];
    assert_eq!(
        told(&tables),
        [
            "containers[3].code inventory.code-twice first=1",
            "dossiers[2].container inventory.unknown-container",
            "documents[2].docId inventory.code-twice first=1",
            "documents[2].docCode inventory.code-structure",
            "documents[2].docCode inventory.code-twice first=1",
        ]
    );
}

#[test]
fn ordinals_are_gapless_or_the_gaps_declared() {
    let dossiers = "fileCode,gaps,title,description,totalDoc\nA,,x,,9\nB,03-05,x,,\n\
                    C,,\"Khuyết số: 03-05\",,\nD,,x,\"khuyết 1, 2\",\nE,,x,,3\n";
    let documents = "dossier,docOrdinal,subject\nA,10,x\nA,2,x\nA,1,x\nA,1,x\nA,5,x\nA,5a,x\n\
                     A,Tờ 9,x\nB,1,x\nB,2,x\nB,6,x\nB,7,x\nC,1,x\nC,2,x\nC,4,x\nC,6,x\n\
                     D,3,x\nF,7,x\n";
    assert_eq!(
        told(&[(Dossiers, dossiers), (Documents, documents)]),
        [
            "dossiers[1].gaps inventory.ordinal-gap count=6 missing=03-04, 06-09",
            "dossiers[1].totalDoc inventory.document-count counted=7 declared=9",
            "documents[4].docOrdinal inventory.ordinal-twice first=3",
            "documents[14].docOrdinal inventory.ordinal-declared",
            "documents[17] inventory.document-without-dossier",
        ]
    );
}

#[test]
fn dates_stay_within_dossier_and_fonds_and_partial_ones_are_given_the_benefit() {
    let tables = [
        (Fonds, "code,name,closedOn,dateRange\nP,x,2025-06-30,1976-2024\nQ,x,,từ 1990 đến nay\n"),
        (
            Dossiers,
            "fonds,fileCode,title,startDate,endDate\nP,A,x,1975,2025\nP,B,x,06/2025,07/2025\n\
             Q,C,x,1989,2030\nP,D,x,2001,2001\n",
        ),
        (
            Documents,
            "dossier,issuedDate,subject\nA,01/07/2025,x\nA,2025,x\nD,31/12/2000,x\nD,2001,x\n\
             D,12/2000,x\nD,02/2001,x\nC,2026,x\n",
        ),
    ];
    assert_eq!(
        told(&tables),
        [
            "dossiers[1].startDate inventory.date-outside-fonds",
            "dossiers[1].endDate inventory.date-outside-fonds",
            "dossiers[2].startDate inventory.date-outside-fonds",
            "dossiers[2].endDate inventory.date-after-closing",
            "dossiers[3].startDate inventory.date-outside-fonds",
            "documents[1].issuedDate inventory.date-after-closing",
            "documents[2].issuedDate inventory.date-outside-fonds",
            "documents[3].issuedDate inventory.date-outside-dossier",
            "documents[5].issuedDate inventory.date-outside-dossier",
        ]
    );
}

#[test]
fn codes_are_built_from_those_that_they_stand_for() {
    let tables = [
        (
            Dossiers,
            "fileCode,title,startDate,endDate\nH49.64.2001.1,x,2001,2002\n\
             H49.64.2005.1,x,2001,2002\nHS 1,x,2001,2002\n",
        ),
        (
            Documents,
            "dossier,docOrdinal,docCode,subject\nHS 1,1,HS 1.0000001,x\nHS 1,2,HS 1.000002,x\n\
             HS 1,3,HS 1.0000009,x\nHS 1,4,HS 2.0000004,x\nHS 1,5,HS 10000005,x\nHS 1,6,,x\n",
        ),
    ];
    let wanted = [
        "dossiers[2].fileCode inventory.code-structure",
        "documents[2].docCode inventory.code-structure",
        "documents[3].docCode inventory.code-structure",
        "documents[4].docCode inventory.code-structure",
    ];
    assert_eq!(told(&tables), wanted);
    let (_, told) = checked(BuiltIn::Nd30, &Texts::of(&tables), None);
    assert!(told.iter().all(|line| !line.contains("code-structure")), "{told:?}");
}

#[test]
fn a_profile_says_what_is_wanted_allowed_and_how_long() {
    let long = "ế".repeat(501);
    let dossiers = format!(
        "fileCode,title,maintenance,mode,confidenceLevel,startDate\nA,{long},02,03,02,2001\n\
         B,x,Lâu dài,01,,\n"
    );
    let tables = Texts(vec![(Dossiers, dossiers)]);
    let of = |which| {
        let (checked, told) = checked(which, &tables, None);
        (checked.report.counts.block, told)
    };
    let tt05 = [
        "dossiers[1].mode table.cell column=mode problem=not-allowed",
        "dossiers[1].paperFileCode table.cell because=confidenceLevel column=paperFileCode \
         problem=wanted",
        "dossiers[2].maintenance table.cell column=maintenance problem=not-in-list",
    ];
    assert_eq!(of(BuiltIn::Tt05), (0, tt05.map(str::to_owned).to_vec()));
    let nd30 = [
        "dossiers[1].title table.cell column=title problem=too-long",
        "dossiers[2].startDate table.cell column=startDate problem=wanted",
    ];
    assert_eq!(of(BuiltIn::Nd30), (0, nd30.map(str::to_owned).to_vec()));
    let archive = of(BuiltIn::Archive);
    assert_eq!(archive.0, 5, "{:?}", archive.1);
    let retention = "dossiers[1].maintenance table.cell column=maintenance problem=not-allowed";
    assert!(archive.1.contains(&retention.to_owned()), "{:?}", archive.1);
}

#[test]
fn law_and_secrecy_are_told_by_row_and_never_by_text() {
    let tables = [
        (Fonds, "code,name,block\nP,x,party\nQ,x,government\n"),
        (Dossiers, "fileCode,title,Độ mật\nA,Vụ án tối mật,\nB,x,Mật\n"),
        (Events, "on,kind\n2025-01-01,destroyed\n"),
    ];
    let told = told(&tables);
    let places: Vec<String> =
        told.iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        places,
        [
            "fonds[2] law.party-and-state",
            "dossiers[0] secret.suspected",
            "dossiers[1] secret.suspected",
            "dossiers[2] secret.level",
            "events[1] law.destruction-without-papers",
        ]
    );
    assert!(told.iter().all(|line| !line.contains("Vụ án")), "{told:?}");
}
