use super::*;

#[test]
fn roles_are_known_by_many_names() {
    let cases = [
        ("Introduction", Role::Introduction),
        ("Materials and Methods", Role::Methods),
        ("Results and Discussion", Role::Results),
        ("Conclusions and future work", Role::Conclusion),
        ("Concluding Remarks.", Role::Conclusion),
        ("ACKNOWLEDGMENTS", Role::Acknowledgements),
        ("Authors’ contributions", Role::Declarations),
        ("Authors", Role::Declarations),
        ("Data and model availability", Role::Declarations),
        ("Availability of source code", Role::Declarations),
        ("References Cited", Role::References),
        ("Appendix B: Proofs", Role::Appendix),
        ("The Challenges of Cooperation", Role::Other),
        ("Data for the people, by the people", Role::Other),
        ("", Role::Other),
    ];
    for (title, role) in cases {
        assert_eq!(role_of(title), role, "{title}");
    }
}
