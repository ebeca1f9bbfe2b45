// The head of the layout inspector: the current layout, its versions, and the baseline.
#pragma once

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QList>
#include <QMenu>
#include <QPushButton>
#include <QWidget>
#include <functional>

#include "widgets/components/panel.hpp"
#include "widgets/priors/editor/prior_document.hpp"

namespace priorscope {

/// Title, versions and presets, undo, redo, and the other commands in a menu; a row for entering the name of
/// a version while one is asked for; the baseline.
class LayoutHead : public QWidget {
    Q_OBJECT

  public:
    explicit LayoutHead(PriorDocument& document, QWidget* parent = nullptr);

    /// Undo, redo, save a version, pin, open, save.
    const QList<QAction*>& commands() const { return m_commands; }
    /// Versions, then presets.
    QComboBox* layoutBox() const { return m_layouts; }
    /// Opens the menu of possible baselines; its text is the name of the current one.
    QToolButton* baselineButton() const { return m_baseline; }
    QMenu* baselineMenu() const { return m_baseline_menu; }
    QAction* saveVersionAction() const { return m_save_version; }
    QAction* renameAction() const { return m_rename; }
    QAction* deleteAction() const { return m_delete; }
    QAction* pinAction() const { return m_pin; }
    QLineEdit* nameEdit() const { return m_name; }

  Q_SIGNALS:
    void failed(const QString& text);

  private:
    void buildCommands();
    QWidget* buildTitle();
    QWidget* buildNameRow();
    QWidget* buildBaseline();
    void refresh();
    void fillLayouts();
    void fillBaselineMenu();
    void chooseLayout(int index);
    void askName(const QString& proposal, std::function<void(const QString&)> accept,
                 const QString& replaced);
    void acceptName();
    void closeNameRow();
    void openFile();
    void saveFile();
    /// The layout of that version, or else of that preset.
    PriorConfig known(const QString& name) const;
    template <class Work>
    void guarded(Work work);

    PriorDocument& m_document;
    QList<QAction*> m_commands;
    QAction* m_save_version = nullptr;
    QAction* m_rename = nullptr;
    QAction* m_delete = nullptr;
    QAction* m_pin = nullptr;
    QAction* m_open = nullptr;
    QAction* m_save = nullptr;
    QComboBox* m_layouts = nullptr;
    QMenu* m_more = nullptr;
    QWidget* m_name_row = nullptr;
    QLineEdit* m_name = nullptr;
    QLabel* m_name_problem = nullptr;
    std::function<void(const QString&)> m_accept_name;
    QString m_replaced;
    QToolButton* m_baseline = nullptr;
    QMenu* m_baseline_menu = nullptr;
};

}  // namespace priorscope
