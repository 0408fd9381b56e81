"""Stilarket, laget av fargene og målene i temaet."""

from __future__ import annotations

from collections.abc import Callable

from .farger import LYS, Farger


def stilark(f: Farger, px: Callable[[float], int], pt: Callable[[float], float]) -> str:
    """Ett stilark for hele vinduet. ``px`` og ``pt`` gir mål i forhold til skriften.

    ``rolle`` og ``farge`` er egenskaper widgetene setter.
    """
    toner = "".join(
        f"""
QLabel[rolle="merke"][farge="{navn}"], QPushButton[rolle="merke"][farge="{navn}"] {{
    background: {tone.flate}; color: {tone.tekst}; border-color: {tone.kant if f.hoy_kontrast else tone.flate}; }}
QPushButton[rolle="merke"][farge="{navn}"] QLabel {{ color: {tone.tekst}; background: transparent; }}
QPushButton[rolle="merke"][farge="{navn}"]:hover {{ border-color: {tone.kant}; }}
QFrame[rolle="kort"][farge="{navn}"] {{ background: {tone.flate}; border-color: {tone.kant}; }}
"""
        for navn, tone in (
            ("god", f.god),
            ("stopp", f.stopp),
            ("varsel", f.varsel),
            ("noytral", f.noytral),
            ("info", f.info),
        )
    )
    ark = f if f.hoy_kontrast else LYS  # brevet er hvitt i begge drakter
    return f"""
QToolTip {{ background: {f.kort}; color: {f.tekst}; border: 1px solid {f.feltkant}; padding: {px(5)}px; }}
QMainWindow, QDialog, QMessageBox {{ background: {f.bunn}; }}
QMessageBox QLabel#qt_msgbox_label {{ font-size: {pt(1.14)}pt; font-weight: 600; }}
QMessageBox QLabel#qt_msgbox_informativelabel {{ min-width: {px(340)}px; padding-bottom: {px(10)}px; }}
QScrollArea, QWidget[rolle="klar"] {{ background: transparent; border: none; }}
QLabel {{ background: transparent; color: {f.tekst}; }}
QLabel[rolle="overskrift"] {{ font-size: {pt(1.6)}pt; font-weight: 600; }}
QLabel[rolle="mellomtittel"] {{ font-size: {pt(1.22)}pt; font-weight: 600; }}
QLabel[rolle="korttittel"] {{ font-size: {pt(1.07)}pt; font-weight: 600; }}
QLabel[rolle="viktig"] {{ font-size: {pt(1.07)}pt; }}
QLabel[rolle="etikett"] {{ font-size: {pt(1.0)}pt; }}
QLabel[rolle="sterk"] {{ font-weight: 600; }}
QLabel[rolle="dempet"] {{ color: {f.dempet}; font-size: {pt(0.9)}pt; }}
QLabel[rolle="jevnbred"] {{ font-family: "DejaVu Sans Mono", Consolas, Menlo, monospace; font-size: {pt(1.1)}pt; }}
QLabel[rolle="feil"] {{ color: {f.feil}; font-weight: 600; font-size: {pt(0.93)}pt; }}
QLabel[rolle="mangler"] {{ color: {f.noytral.tekst}; font-weight: 600; font-size: {pt(0.93)}pt; }}
QLabel[rolle="lenke"], QLabel[rolle="lenke_liten"] {{ color: {f.lenke}; text-decoration: underline; }}
QLabel[rolle="lenke_liten"] {{ font-size: {pt(0.9)}pt; }}
QLabel[rolle="feillenke"] {{ color: {f.feil}; text-decoration: underline; font-weight: 600; }}
QLabel[rolle="merke"], QPushButton[rolle="merke"] {{
    border: 1px solid transparent; border-radius: {px(9)}px; padding: {px(1)}px {px(9)}px;
    font-size: {pt(0.86)}pt; font-weight: 600; text-align: left; min-height: {px(18)}px; }}
QFrame[rolle="kort"] {{ background: {f.kort}; border: 1px solid {f.kant}; border-radius: {px(8)}px; }}
QFrame[rolle="over_brevet"] {{
    background: {f.kort}; border: 2px solid {f.hoved}; border-radius: {px(8)}px; }}
QFrame[rolle="kort"][feil="ja"] {{ border: 2px solid {f.feil}; }}
QFrame[rolle="strek"] {{ background: {f.kant}; border: none; max-height: 1px; min-height: 1px; }}
{toner}
QLineEdit, QPlainTextEdit, QComboBox {{
    background: {f.kort}; color: {f.tekst}; border: 1px solid {f.feltkant}; border-radius: {px(5)}px;
    selection-background-color: {f.merket}; selection-color: {f.pa_merket}; }}
QLineEdit, QPlainTextEdit, QComboBox {{ placeholder-text-color: {f.dempet}; }}
QLineEdit {{ padding: {px(4)}px {px(8)}px; }}
QPlainTextEdit {{ padding: {px(3)}px {px(7)}px; }}
QComboBox {{ padding: {px(4)}px {px(30)}px {px(4)}px {px(8) + 2}px; }}
QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; placeholder-text-color: {f.dempet}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 1px solid {f.fokus}; }}
QPlainTextEdit:focus {{ border: 2px solid {f.fokus}; padding: {px(3) - 1}px {px(7) - 1}px; }}
QLineEdit:disabled, QComboBox:disabled {{ background: {f.bunn}; color: {f.dempet}; border-color: {f.kant}; }}
QLineEdit[fast="ja"] {{ background: {f.bunn}; border-color: {f.kant}; }}
QLineEdit[feil="ja"], QPlainTextEdit[feil="ja"], QComboBox[feil="ja"] {{ border: 2px solid {f.feil}; }}
QLineEdit[mangler="ja"], QPlainTextEdit[mangler="ja"], QComboBox[mangler="ja"] {{ border: 2px solid {f.noytral.kant}; }}
QComboBox::drop-down {{ border: none; width: {px(28)}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView, QAbstractItemView[rolle="forslag"] {{
    background: {f.kort}; color: {f.tekst}; border: 1px solid {f.feltkant}; outline: none;
    selection-background-color: {f.merket}; selection-color: {f.pa_merket}; }}
QComboBox QAbstractItemView::item, QAbstractItemView[rolle="forslag"]::item {{
    min-height: {px(28)}px; padding-left: {px(6)}px; }}
QMainWindow QAbstractButton {{ outline: none; }}
QPushButton {{
    background: {f.kort}; color: {f.hoved}; border: 2px solid {f.hoved}; border-radius: {px(6)}px;
    padding: {px(6)}px {px(16)}px; font-weight: 600; min-height: {px(20)}px; }}
QPushButton:hover {{ background: {f.svak}; }}
QPushButton:disabled {{ color: {f.avslatt}; border-color: {f.kant}; }}
QPushButton[rolle="hoved"] {{ background: {f.hoved}; color: {f.pa_hoved}; padding: {px(6)}px {px(20)}px; }}
QPushButton[rolle="hoved"]:hover {{ background: {f.hoved_over}; border-color: {f.hoved_over}; }}
QPushButton[rolle="hoved"]:disabled {{
    background: {f.kort if f.hoy_kontrast else f.kant}; color: {f.avslatt}; border-color: {f.kant}; }}
QPushButton[rolle="stille"] {{
    border: 1px solid {f.feltkant}; color: {f.tekst}; font-weight: 400; padding: {px(4)}px {px(12)}px; }}
QPushButton[rolle="stille"]:checked {{ background: {f.svak}; border-color: {f.hoved}; }}
QPushButton[rolle="stille"]:disabled {{ border-color: {f.kant}; color: {f.avslatt}; }}
QPushButton[rolle="pa_arket"] {{
    background: {ark.kort}; color: {ark.hoved}; border: 1px solid {ark.feltkant}; font-weight: 400;
    font-size: {pt(0.86)}pt; padding: {px(1)}px {px(7)}px; min-height: {px(16)}px; border-radius: {px(5)}px; }}
QPushButton[rolle="pa_arket"]:hover {{ background: {ark.svak}; }}
QPushButton[rolle="filter"] {{
    border: 1px solid {f.kant}; color: {f.tekst}; font-weight: 400; padding: {px(4)}px {px(11)}px;
    border-radius: {px(14)}px; }}
QPushButton[rolle="filter"]:checked {{
    background: {f.hoved}; color: {f.pa_hoved}; border-color: {f.hoved}; font-weight: 600; }}
QPushButton[rolle="lenke"], QPushButton[rolle="lenke_liten"], QPushButton[rolle="feillenke"] {{
    background: transparent; border: none; color: {f.lenke}; font-weight: 400; text-align: left;
    padding: {px(2)}px 0; text-decoration: underline; min-height: {px(18)}px; }}
QPushButton[rolle="lenke_liten"] {{ font-size: {pt(0.9)}pt; }}
QPushButton[rolle="feillenke"] {{ color: {f.feil}; font-weight: 600; }}
QPushButton[rolle="lenke"]:hover, QPushButton[rolle="lenke_liten"]:hover {{ color: {f.hoved_over}; }}
QPushButton[rolle="lenke"]:disabled, QPushButton[rolle="lenke_liten"]:disabled {{
    color: {f.avslatt}; text-decoration: none; }}
QPushButton[rolle="bryter"], QPushButton[rolle="bryter_lett"] {{ background: transparent; border: none; padding: 0; }}
QLabel[rolle="bryter"] {{ font-size: {pt(1.07)}pt; font-weight: 600; }}
QFrame[rolle="skinne"] {{ background: {f.skinne}; border: none; }}
QFrame[rolle="skinne"] QLabel {{ color: {f.skinne_dempet}; font-size: {pt(0.86)}pt; }}
QFrame[rolle="skinne"] QPushButton {{ background: transparent; border: none; text-align: left; padding: 0; }}
QFrame[rolle="skinne"] QLabel[rolle="program"] {{
    color: {f.skinne_tekst}; font-size: {pt(1.36)}pt; font-weight: 600; }}
QListWidget {{
    background: {f.kort}; color: {f.tekst}; border: 1px solid {f.feltkant}; border-radius: {px(5)}px;
    outline: none; padding: {px(3)}px; }}
QListWidget::item {{ padding: {px(3)}px {px(8)}px; border-radius: {px(4)}px; }}
QListWidget::item:selected {{ background: {f.merket}; color: {f.pa_merket}; }}
QListWidget[rolle="steg"] {{ background: transparent; border: none; padding: 0; }}
QListWidget[rolle="innhold"] {{ border: 1px solid {f.kant}; border-radius: {px(8)}px; font-size: {pt(0.93)}pt; }}
QListWidget[rolle="innhold"]::item {{ padding: 0; }}
QTableView {{
    background: {f.kort}; color: {f.tekst}; border: 1px solid {f.kant}; border-radius: {px(8)}px; outline: none;
    gridline-color: transparent; selection-background-color: {f.svak}; selection-color: {f.tekst}; }}
QTableView::item {{ padding: 0 {px(10)}px; border-bottom: 1px solid {f.kant}; }}
QTableView::item:selected {{ background: {f.svak}; color: {f.tekst}; }}
QTableView QAbstractScrollArea::corner, QTableView::corner {{ background: transparent; border: none; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{
    background: {f.kort}; color: {f.dempet}; border: none; border-bottom: 1px solid {f.kant};
    padding: {px(7)}px {px(13)}px; font-weight: 600; font-size: {pt(0.9)}pt; text-align: left; }}
QHeaderView::section:first {{ border-top-left-radius: {px(8) - 1}px; }}
QHeaderView::section:last {{ border-top-right-radius: {px(8) - 1}px; }}
QTextBrowser {{
    background: {f.kort}; color: {f.tekst}; border: 1px solid {f.kant}; border-radius: {px(8)}px;
    padding: {px(16)}px; selection-background-color: {f.merket}; selection-color: {f.pa_merket}; }}
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
QScrollBar::handle {{ background: {f.rulle}; border-radius: {px(4)}px; margin: {px(2)}px; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QScrollBar::handle:vertical {{ min-height: {px(30)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(30)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenu {{ background: {f.kort}; color: {f.tekst}; border: 1px solid {f.feltkant}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(5)}px {px(20)}px; border-radius: {px(4)}px; }}
QMenu::item:selected {{ background: {f.merket}; color: {f.pa_merket}; }}
QMenu::item:disabled {{ color: {f.avslatt}; }}
QMenu::separator {{ height: 1px; background: {f.kant}; margin: {px(4)}px {px(8)}px; }}
QMenuBar {{ background: {f.kort}; color: {f.tekst}; border-bottom: 1px solid {f.kant}; }}
QMenuBar::item {{ background: transparent; padding: {px(3)}px {px(10)}px; }}
QMenuBar::item:selected {{ background: {f.merket}; color: {f.pa_merket}; }}
{_kontrast(f) if f.hoy_kontrast else ""}"""


def _kontrast(f: Farger) -> str:
    """Det som ellers bare er en svakere flate, er merket som maskinen merker det som er valgt."""
    valgt = f"background: {f.merket}; color: {f.pa_merket};"
    return f"""
QTableView {{ selection-background-color: {f.merket}; selection-color: {f.pa_merket}; }}
QTableView::item:selected, QPushButton[rolle="stille"]:checked, QPushButton[rolle="filter"]:checked {{ {valgt} }}
QPushButton[rolle="merke"]:hover, QPushButton:hover {{ border-color: {f.merket}; }}
QFrame[rolle="skinne"] {{ border-right: 1px solid {f.kant}; }}
"""
