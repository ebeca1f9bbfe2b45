// Asks for a name: one of a list, or a new one.
#pragma once

#include <QFrame>
#include <QString>
#include <QStringList>

class QLineEdit;
class QListWidget;

namespace priorscope {

/// A popup. Typing narrows the list; Enter takes the marked name, Escape none.
class NamePicker : public QFrame {
    Q_OBJECT

  public:
    /// @param what       shown in the empty field: "Class, or a new name"
    /// @param list_name  "Classes"
    /// @param added      "New class: %1"
    NamePicker(const QString& what, const QString& list_name, const QString& added, QWidget* parent);
    /// What is typed is a new name unless another is chosen, and nothing is marked before.
    void setPrefersNew(bool on) { m_prefers_new = on; }

    /// Opens it. @param marked  the name that Enter takes at first; empty: the first
    /// @param place  of its upper left corner, on the screen; it is moved inside
    void open(const QStringList& names, const QString& marked, const QPoint& place);
    QLineEdit* field() const { return m_field; }
    QListWidget* list() const { return m_list; }

  Q_SIGNALS:
    void picked(const QString& name);
    void closed();  ///< picked or not

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void narrow();
    void take();

    QLineEdit* m_field = nullptr;
    QListWidget* m_list = nullptr;
    QString m_added;
    bool m_prefers_new = false;
    QStringList m_names;
};

}  // namespace priorscope
